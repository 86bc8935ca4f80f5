// The worker of the page that catches ideas (its scope), so that none is lost without a network or after a session
// has ended. An idea is first kept on the device, then sent, and forgotten once the server says that it has it; sent
// twice, its form key makes it one. Cached is the empty page for catching ideas with its styles and scripts, no other.
import { all, find, forget, keep, lastMember, setMember } from "./waiting.js";

const { version, shell, capture, start, shared, ticket, ideas, kept, files } = self.capture;
const CACHE = `capture-${version}`;
const SENT = "sent";
const WAITING = "waiting";
const REFUSED = "refused";
const OWN_FIELDS = new Set(["csrfmiddlewaretoken", "form_key", "member"]);

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([shell, ...kept])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(dropOldCaches().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  const page = request.mode === "navigate" ? `${request.method} ${pathname}` : "";
  if (page === `POST ${capture}`) event.respondWith(caught(request, event.clientId));
  else if (page === `POST ${shared}`) event.respondWith(takenIn(request));
  else if (page === `GET ${capture}` || page === `GET ${start}`) event.respondWith(fetch(request).catch(emptyPage));
  else if (!page && request.method === "GET" && pathname.startsWith(files)) event.respondWith(file(request));
});

self.addEventListener("sync", (event) => event.waitUntil(sendAll(true)));

self.addEventListener("message", (event) => {
  event.waitUntil(setMember(event.data.member).then(() => sendAll(false)));
});

async function dropOldCaches() {
  const old = (await caches.keys()).filter((name) => name.startsWith("capture-") && name !== CACHE);
  return Promise.all(old.map((name) => caches.delete(name)));
}

async function emptyPage() {
  return (await caches.match(shell, { ignoreVary: true })) ?? Response.error();
}

async function file(request) {
  try {
    const answer = await fetch(request);
    if (answer.status === 200) await (await caches.open(CACHE)).put(request, answer.clone());
    return answer;
  } catch {
    return (await caches.match(request, { ignoreVary: true })) ?? new Response("", { status: 404 });
  }
}

// The form of an idea. Its buttons for files belong to the server; what the server refuses is shown by its own page.
async function caught(request, client) {
  const passed = request.clone();
  const form = await request.formData();
  if ([...form.keys()].some((name) => /-(library|move)$/.test(name))) return fetch(passed);
  try {
    const idea = await keepForm(form);
    (await self.clients.get(client))?.postMessage({ taken: true });
    const end = await alone(() => send(idea));
    if (end !== REFUSED || !form.has("csrfmiddlewaretoken")) return seeOther(end === SENT ? ideas : capture);
    await forget(idea.key);
  } catch {
    // this browser keeps nothing (private window, full disk): as without this worker
  }
  return fetch(passed);
}

async function keepForm(form) {
  const fields = [...form].filter(([name, value]) => !OWN_FIELDS.has(name) && value.size !== 0);
  const key = form.get("form_key") || crypto.randomUUID();
  const member = form.get("member") ?? (await lastMember());
  const idea = { key, member, state: WAITING, fields: [...fields, ["form_key", key]], at: Date.now() };
  await keep(idea);
  await self.registration.sync?.register("ideas").catch(() => {}); // may be forbidden; the next page sends it
  return idea;
}

// What another app shared: kept until the form that it fills has been sent.
async function takenIn(request) {
  const form = await request.formData();
  const words = new Set(["title", "text", "url"].map((name) => form.get(name)).filter(Boolean));
  const photos = form.getAll("media-file").filter((value) => value.size);
  const fields = [["text", [...words].join("\n")], ...photos.map((value) => ["media-file", value])];
  const key = crypto.randomUUID();
  await keep({ key, member: "", state: "open", fields, at: Date.now() });
  return seeOther(`${capture}?waiting=${key}`);
}

// Everything that waits. Background Sync tries again later when `retried` fails.
async function sendAll(retried) {
  const waiting = (await all()).filter((idea) => idea.state === WAITING);
  if (!waiting.length) return;
  let left = 0;
  for (const idea of waiting) if ((await alone(() => send(idea))) === WAITING) left += 1;
  for (const client of await self.clients.matchAll()) client.postMessage({ changed: true });
  if (left && retried) throw new Error(`${left} ideas wait`);
}

const alone = (act) => navigator.locks.request("ideas", act);

async function send(idea) {
  if (!(await find(idea.key))) return SENT; // meanwhile, by another event
  try {
    const asked = await fetch(ticket, { redirect: "manual" }); // nobody is signed in: a redirect, which is not ok
    if (!asked.ok) return WAITING;
    const { token, member } = await asked.json();
    if (idea.member && idea.member !== member) return WAITING; // of somebody else who uses this device
    return await settled(idea, await posted(idea, token));
  } catch {
    return WAITING;
  }
}

function posted(idea, token) {
  const body = new FormData();
  for (const [name, value] of idea.fields) body.append(name, value);
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  return fetch(capture, { method: "POST", body, headers, redirect: "manual" });
}

async function settled(idea, answer) {
  if (answer.status === 201) {
    await forget(idea.key);
    return SENT;
  }
  if (![403, 413, 422].includes(answer.status)) return WAITING;
  const { errors = [] } = await answer.json().catch(() => ({}));
  await keep({ ...idea, state: REFUSED, error: errors.join(" ") });
  return REFUSED;
}

const seeOther = (path) => Response.redirect(new URL(path, self.location.origin), 303);
