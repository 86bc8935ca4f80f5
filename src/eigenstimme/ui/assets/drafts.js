// <form data-keep="piece-12">: what is typed is kept in this browser until the server has taken it. If the session
// expires or the device dies, the next visit offers it back. <form data-guard> only asks before unsaved text is left.
//
// The server has taken a form when its answer is a redirect (each action of ours answers so) to anything but sign-in
// (<body data-entrance>), or for htmx a fragment with a status below 400.
// <form data-address="…"> has an address of its own: whoever comes back to it finds this form, or what it has made.
import { announce } from "./announce.js";
import { each } from "./setup.js";

const PREFIX = "eigenstimme:draft:";
const SENT = "eigenstimme:sent";
const OLD = 30 * 24 * 60 * 60 * 1000; // milliseconds
const dirty = new Set();

forgetOld();
settleSent();

each("form[data-address]", (form) => history.replaceState(history.state, "", form.dataset.address));

each("form[data-keep], form[data-guard]", (form) => {
  const key = form.dataset.keep ? PREFIX + form.dataset.keep : null;
  if (key) offerKept(form, key);

  let timer;
  form.addEventListener("input", () => {
    dirty.add(form);
    if (!key) return;
    clearTimeout(timer);
    timer = setTimeout(() => keep(key, form), 300);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    dirty.delete(form);
    if (key) send(key, form);
  });
  form.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (!key || ctx.request.method === "GET" || ctx.response.status >= 400) return; // only fetched, nothing sent
    if (ctx.hx.redirect) note(key, true);
    else forget(key);
  });
});

addEventListener("beforeunload", (event) => {
  const unsaved = [...dirty].some((form) => form.isConnected && !form.dataset.keep);
  if (unsaved) event.preventDefault();
});

function send(key, form) {
  keep(key, form);
  note(key, false);
}

// For the next page of this tab: what was sent, and whether a redirect is known to have been the answer.
function note(key, redirected) {
  store(() => sessionStorage.setItem(SENT, JSON.stringify({ key, redirected })));
}

function settleSent() {
  const sent = store(() => JSON.parse(sessionStorage.getItem(SENT)));
  store(() => sessionStorage.removeItem(SENT));
  const [load] = performance.getEntriesByType("navigation");
  const redirected = sent?.redirected || (load?.type === "navigate" && load.redirectCount > 0);
  if (sent && redirected && document.body.dataset.entrance === undefined) forget(sent.key);
}

function offerKept(form, key) {
  const draft = read(key);
  if (!draft || draft.at < since(form)) return;
  const now = snapshot(form);
  const same = Object.entries(draft.values).every(([name, value]) => (now[name] ?? "") === value);
  if (same) forget(key);
  else offer(form, key, draft);
}

// Until when the server has kept what was typed and offers it itself: <form data-kept-since="seconds since 1970">.
function since(form) {
  const seconds = form.dataset.keptSince;
  return seconds ? Number(seconds) * 1000 : 0;
}

function offer(form, key, draft) {
  const words = document.body.dataset;
  const notice = document.createElement("div");
  notice.className = "draft-note";
  notice.setAttribute("role", "status");
  const text = Object.assign(document.createElement("p"), { textContent: words.keptText });
  const restore = button(words.keptRestore, () => {
    write(form, draft.values);
    notice.remove();
  });
  const drop = button(words.keptDrop, () => {
    forget(key);
    notice.remove();
  });
  notice.append(text, restore, drop);
  form.prepend(notice);
  announce(words.keptText);
}

function button(label, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: label });
  made.addEventListener("click", act);
  return made;
}

function fields(form) {
  const typed = 'textarea[name], select[name], input[name]:not([type="hidden"], [type="password"], [type="file"], [data-keep-not])';
  return [...form.querySelectorAll(typed)];
}

function snapshot(form) {
  const values = {};
  for (const field of fields(form)) {
    const tick = field.type === "checkbox" || field.type === "radio";
    values[tick ? `${field.name}=${field.value}` : field.name] = tick ? String(field.checked) : field.value;
  }
  return values;
}

// A part of the form that is fetched when it is opened (<details data-holds="channel-3">) gets its values then.
function write(form, values) {
  fill(form, values);
  for (const fold of form.querySelectorAll("details[data-holds]:not([open])")) {
    const its = Object.keys(values).filter((name) => name.startsWith(`${fold.dataset.holds}-`));
    if (!its.some((name) => values[name] && values[name] !== "false")) continue;
    new MutationObserver((_changes, observer) => {
      observer.disconnect();
      fill(fold, values);
    }).observe(fold, { childList: true });
    fold.open = true;
  }
}

function fill(form, values) {
  for (const field of fields(form)) {
    const tick = field.type === "checkbox" || field.type === "radio";
    const value = values[tick ? `${field.name}=${field.value}` : field.name];
    if (value === undefined) continue;
    if (tick) field.checked = value === "true";
    else field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function keep(key, form) {
  store(() => localStorage.setItem(key, JSON.stringify({ values: snapshot(form), at: Date.now() })));
}

function read(key) {
  return store(() => JSON.parse(localStorage.getItem(key)));
}

// For a module that has brought a form to safety itself.
export function forgetKept(name) {
  forget(PREFIX + name);
  store(() => sessionStorage.removeItem(SENT));
}

function forget(key) {
  store(() => localStorage.removeItem(key));
}

function forgetOld() {
  store(() => {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
      if (!(read(key)?.at > Date.now() - OLD)) forget(key);
    }
  });
}

// Storage may be full or forbidden: then nothing is kept, and the page works as it would without.
function store(act) {
  try {
    return act();
  } catch {
    return null;
  }
}
