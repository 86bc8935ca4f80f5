// Catching ideas, also without a network: the worker (worker.js) keeps and sends them, this shows what waits.
// <body data-worker="…" data-member="12">: its address, and who is signed in. <section data-waiting> lists what waits;
// <form data-capture> is filled with what ?waiting= names, and keeps files for the worker while there is no network.
import { each } from "./setup.js";
import { all, find, forget } from "./waiting.js";
import { forgetKept } from "./drafts.js";

const workers = navigator.serviceWorker;

each("body[data-worker]", (body) => {
  if (!workers) return;
  let worker;
  const send = () => {
    const awake = worker?.active ?? worker?.waiting ?? worker?.installing; // it hears while it is still coming
    awake?.postMessage({ member: body.dataset.member });
  };
  addEventListener("online", send);
  addEventListener("load", async () => {
    worker = await workers.register(body.dataset.worker).catch(() => undefined); // forbidden here: as without script
    send();
  });
});

workers?.addEventListener("message", ({ data }) => {
  if (data.taken) forgetKept("idea-new");
});

each("[data-waiting]", (box) => {
  const show = () => list(box).catch(() => {}); // a browser that keeps nothing has nothing to show
  workers?.addEventListener("message", ({ data }) => data.changed && show());
  show();
});

each("form[data-capture]", (form) => {
  const key = new URLSearchParams(location.search).get("waiting");
  if (key) find(key).then((idea) => idea && fill(form, idea), () => {});
  form.addEventListener("change", (event) => {
    const { target } = event;
    if (navigator.onLine || !workers?.controller || target.type !== "file") return;
    event.stopPropagation(); // no upload now: the file goes with the form, to the worker
    const field = fileField(form);
    if (target !== field) put(field, [...field.files, ...target.files]);
  }, true);
});

async function list(box) {
  const ideas = await all();
  const rows = box.querySelector("ul");
  rows.replaceChildren(...ideas.map((idea) => row(box, idea)));
  const number = ideas.filter((idea) => idea.state === "waiting").length;
  box.querySelector("h2").textContent = words(box.dataset, number);
  box.hidden = !ideas.length;
}

function words({ one, many, unfinished }, number) {
  if (!number) return unfinished;
  return number === 1 ? one : many.replace("[number]", number);
}

function row(box, idea) {
  const item = document.importNode(box.querySelector("template").content, true).firstElementChild;
  const text = idea.fields.find(([name]) => name === "text")?.[1];
  item.querySelector("[data-text]").textContent = text || box.dataset.photo;
  item.querySelector("[data-error]").textContent = idea.state === "refused" ? idea.error || box.dataset.refused : "";
  const choice = item.querySelector("[data-choice]");
  choice.hidden = idea.state === "waiting";
  choice.querySelector("a").search = new URLSearchParams({ waiting: idea.key });
  choice.querySelector("button").addEventListener("click", async () => {
    await forget(idea.key);
    list(box);
  });
  return item;
}

function fill(form, idea) {
  const named = (name) => form.elements.namedItem(name);
  const files = idea.fields.filter(([, value]) => value instanceof File).map(([, value]) => value);
  named("form_key").value = idea.key;
  named("text").value = idea.fields.find(([name]) => name === "text")?.[1] ?? "";
  if (named("shared")) named("shared").checked = idea.fields.some(([name]) => name === "shared");
  if (!files.length) return;
  const box = form.querySelector("[data-upload]");
  if (box && navigator.onLine) box.dispatchEvent(new CustomEvent("upload:paste", { detail: files }));
  else put(fileField(form), files);
}

const fileField = (form) => form.querySelector('input[type="file"][name]');

function put(field, files) {
  const carried = new DataTransfer();
  for (const file of files) carried.items.add(file);
  field.files = carried.files;
}
