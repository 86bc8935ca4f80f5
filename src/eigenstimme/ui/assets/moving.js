// The calendar by hand. In [data-calendar] lie days ([data-day="2026-11-24"]), in some views with hours ([data-hour="10"]),
// and [data-tray] for what has no time. What can be moved is [data-piece] with [data-at], or [data-idea].
// A move is lifted, aimed at a place and dropped: by mouse, by a finger that rests on it first, or by keyboard (M, arrows,
// Enter, Escape). Nothing is decided here: the form #move-form sends the wish, the server answers with the new calendar.
import { announce } from "./announce.js";

const FAR_ENOUGH = 6; // pixels until a press of the mouse is a drag
const LONG_ENOUGH = 350; // milliseconds until a resting finger is one
const EDGE = 60; // pixels from the edge of the window where it begins to scroll
const MORNING = "10:00";
const FINAL = ["public", "dropped"];

let move = null; // {item, ghost, target, to} while something is lifted

const form = () => document.getElementById("move-form");
const say = (key) => form()?.dataset[`say${key}`] ?? "";
const calendar = () => document.querySelector("[data-calendar]");
const title = (item) => item.querySelector("b").textContent;

// --- lifting, aiming, dropping ---------------------------------------------------------------------------------------

function lift(item) {
  const why = calendar().dataset.refused || (FINAL.includes(item.dataset.lock) && say(capital(item.dataset.lock)));
  if (why) {
    refuse(why);
    return false;
  }
  move = { item, target: null, to: null };
  item.classList.add("is-lifted");
  document.documentElement.classList.add("is-moving");
  return true;
}

function aim(target) {
  if (target === move.target) return;
  move.target?.classList.remove("is-target", "is-past");
  move.target = target;
  move.to = target ? timeAt(target, move.item) : null;
  target?.classList.add("is-target");
  target?.classList.toggle("is-past", isPast(move.to));
  if (target) target.dataset.aim = isOut(target) ? "" : clock(move.to);
}

async function drop() {
  const { item, target, to } = move;
  const past = isPast(to);
  leave();
  if (!target || to === item.dataset.at?.slice(0, 16) || (isOut(target) && !item.dataset.at)) return;
  if (past) return refuse(say("Past"));
  if (item.dataset.idea) {
    location.assign(`${form().dataset.new}?idea=${item.dataset.idea}&at=${to}`);
  } else if (await agreed(item)) {
    send(item, to);
  }
}

function leave() {
  move.target?.classList.remove("is-target", "is-past");
  move.item.classList.remove("is-lifted");
  move.ghost?.remove();
  document.documentElement.classList.remove("is-moving");
  move = null;
  setTimeout(catchUp, 1000); // a move that is sent brings a new calendar with it
}

// What was approved or asked for is opened again by moving: that is said before.
function agreed(item) {
  const dialog = document.getElementById("move-opens");
  if (!["approved", "asked"].includes(item.dataset.lock)) return true;
  for (const words of dialog.querySelectorAll("[data-opens]")) words.hidden = words.dataset.opens !== item.dataset.lock;
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "move"), { once: true });
  });
}

function send(item, to) {
  const fields = form().elements;
  fields.piece.value = item.dataset.piece;
  fields.at.value = item.dataset.at;
  fields.revision.value = item.dataset.revision;
  fields.to.value = to;
  comeBackTo = item.dataset.piece;
  missed = false;
  form().requestSubmit();
}

function refuse(why) {
  announce(why);
  const toasts = document.getElementById("messages");
  const note = document.createElement("div");
  note.className = "toast-note";
  note.dataset.tone = "signal";
  note.append(Object.assign(document.createElement("p"), { textContent: why }));
  toasts?.append(note);
  setTimeout(() => note.remove(), 8000);
}

// --- where and when --------------------------------------------------------------------------------------------------

const isOut = (target) => target.matches("[data-tray]");

// "2026-11-24T10:00" on the company's clock: the day of the place, and the time the item had unless the place is an hour.
function timeAt(target, item) {
  if (isOut(target)) return "";
  const day = target.closest("[data-day]").dataset.day;
  const had = item.dataset.at?.slice(11, 16);
  if (target.dataset.hour === undefined) return `${day}T${had || morning(day)}`;
  return `${day}T${target.dataset.hour.padStart(2, "0")}:${had ? had.slice(3) : "00"}`;
}

function morning(day) {
  const now = calendar().dataset.now;
  if (day !== now.slice(0, 10) || MORNING > now.slice(11)) return MORNING;
  return `${String(Math.min(23, Number(now.slice(11, 13)) + 1)).padStart(2, "0")}:00`;
}

const isPast = (to) => Boolean(to) && to <= calendar().dataset.now;
const clock = (to) => to?.slice(11, 16) ?? "";
const capital = (word) => word[0].toUpperCase() + word.slice(1);

function inWords(to) {
  if (!to) return say("Out");
  return `${dayInWords(to.slice(0, 10))}, ${clock(to)}${isPast(to) ? `. ${say("Past")}` : ""}`;
}

// "Dienstag, 24. November", from "2026-11-24"
export function dayInWords(day) {
  const form = { timeZone: "UTC", weekday: "long", day: "numeric", month: "long" };
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(document.documentElement.lang, form);
}

const places = () => [...calendar().querySelectorAll("[data-day]:not(.month-out)")];

function placeUnder(x, y) {
  const under = document.elementFromPoint(x, y);
  return under?.closest("[data-hour], [data-tray], td[data-day]") ?? null;
}

// --- by mouse and by finger ------------------------------------------------------------------------------------------

let press = null; // a button or finger that is down and may become a drag

document.addEventListener("pointerdown", (event) => {
  const item = event.target.closest?.("[data-piece], [data-idea]");
  if (!item || !calendar()?.contains(item) || event.button !== 0 || event.target.closest("[data-mover]")) return;
  press = { item, x: event.clientX, y: event.clientY, touch: event.pointerType !== "mouse" };
  if (press.touch) press.timer = setTimeout(() => press && begin(press.x, press.y), LONG_ENOUGH);
});

document.addEventListener("pointermove", (event) => {
  if (!press) return;
  if (!move) {
    const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR_ENOUGH;
    if (far && press.touch) return release(); // it scrolls
    if (!far || !begin(event.clientX, event.clientY)) return;
  }
  follow(event.clientX, event.clientY);
});

document.addEventListener("pointerup", () => {
  const dragged = move;
  release();
  if (!dragged) return;
  addEventListener("click", stop, { capture: true, once: true }); // the drop is no click on the link
  setTimeout(() => removeEventListener("click", stop, { capture: true }));
  drop();
});

document.addEventListener("pointercancel", () => {
  release();
  if (move?.ghost) leave();
});

document.addEventListener("touchmove", (event) => move && event.preventDefault(), { passive: false });
document.addEventListener("dragstart", (event) => event.target.closest?.("[data-piece], [data-idea]") && event.preventDefault());
document.addEventListener("contextmenu", (event) => press?.touch && event.preventDefault());

function begin(x, y) {
  const { item } = press;
  if (!item.isConnected || !lift(item)) {
    release();
    return false;
  }
  const box = item.getBoundingClientRect();
  move.ghost = item.cloneNode(true);
  move.ghost.className += " event-ghost";
  move.ghost.style.width = `${box.width}px`;
  move.offset = { x: press.x - box.left, y: press.y - box.top };
  document.body.append(move.ghost);
  if (press.touch) navigator.vibrate?.(15);
  follow(x, y);
  return true;
}

function follow(x, y) {
  move.ghost.style.translate = `${x - move.offset.x}px ${y - move.offset.y}px`;
  if (y < EDGE || y > innerHeight - EDGE) scrollBy(0, y < EDGE ? -12 : 12);
  aim(placeUnder(x, y));
  move.ghost.dataset.aim = move.target ? inWords(move.to) : "";
}

function release() {
  clearTimeout(press?.timer);
  press = null;
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

// --- by keyboard -----------------------------------------------------------------------------------------------------

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

document.addEventListener("keydown", (event) => {
  if (move && !move.ghost) return byKey(event);
  if (move && event.key === "Escape") return byEscape();
  const item = event.target.closest?.("[data-piece], [data-idea]");
  if (!item || event.key.toLowerCase() !== "m" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (!calendar()?.querySelector("[data-step]") || !lift(item)) return;
  event.preventDefault();
  aim(placeOf(item));
  announce(`${say("Lifted").replace("{title}", title(item))} ${inWords(move.to)}`);
});

document.addEventListener("focusout", () => move && !move.ghost && setTimeout(() => move && !move.ghost && byEscape()));

function byKey(event) {
  if (event.key === "Escape") byEscape();
  else if (event.key === "Enter") drop();
  else if (event.key === "Delete" || event.key === "Backspace") step(document.querySelector("aside[data-tray]"));
  else if (STEPS[event.key]) step(beside(...STEPS[event.key]));
  else return;
  stop(event);
}

function byEscape() {
  leave();
  release();
  announce(say("Left"));
}

function step(place) {
  if (!place) return announce(say("Edge"));
  aim(place);
  place.scrollIntoView({ block: "nearest" });
  announce(inWords(move.to));
}

// Where the keyboard begins: at the item's own place, else on the first day ahead.
function placeOf(item) {
  const own = item.closest("[data-hour], td[data-day]");
  if (own) return own;
  const today = calendar().dataset.now.slice(0, 10);
  const day = places().find((each) => each.dataset.day >= today) ?? places().at(-1);
  return hourOf(day, Number(MORNING.slice(0, 2)));
}

// Left and right are days; up and down are weeks where a place is a day, hours where it is an hour.
function beside(days, rows) {
  if (!move.target || isOut(move.target)) return placeOf(move.item);
  const all = places();
  const day = move.target.closest("[data-day]");
  const hour = move.target.dataset.hour;
  const step = hour === undefined ? days + rows * 7 : days;
  const other = all[all.indexOf(day) + step];
  if (hour === undefined) return other;
  return rows ? day.querySelector(`[data-hour="${Number(hour) + rows}"]`) : other && hourOf(other, Number(hour));
}

function hourOf(day, hour) {
  return day.matches("td") ? day : day.querySelector(`[data-hour="${hour}"]`);
}

// --- around it -------------------------------------------------------------------------------------------------------

// The calendar is replaced after a move, and whenever somebody else changes the plan: whoever was at an item stays there.
let comeBackTo = "";

document.addEventListener("focusin", (event) => {
  comeBackTo = event.target.closest?.("[data-calendar] [data-piece]")?.dataset.piece ?? "";
});

document.addEventListener("htmx:after:swap", () => {
  if (!comeBackTo || document.activeElement !== document.body) return;
  calendar()?.querySelector(`[data-piece="${comeBackTo}"] a`)?.focus({ preventScroll: true });
});

// Nothing is replaced under the hand that moves it; what was missed meanwhile is fetched when it lets go.
let missed = false;

function keep(event) {
  if (!move || event.target !== calendar()) return;
  missed = true;
  event.preventDefault();
  event.stopImmediatePropagation();
}

document.addEventListener("live", keep, true);
document.addEventListener("htmx:before:swap", keep, true);

function catchUp() {
  if (missed) calendar()?.dispatchEvent(new CustomEvent("live"));
  missed = false;
}

// A link to the form for whoever neither drags nor knows the key: beside the item that has the pointer or the focus.
const mover = document.createElement("a");
mover.dataset.mover = "";
mover.className = "event-mover";

function offer(event) {
  const item = event.target.closest?.("[data-calendar] [data-piece]");
  if (!item || mover.parentElement === item || item.dataset.lock === "public" || calendar().dataset.refused || !form()) return;
  const { piece, at } = item.dataset;
  const back = form().elements.back.value;
  mover.href = `${form().action}?${new URLSearchParams({ piece, at, back })}`;
  mover.textContent = say("Move");
  item.append(mover);
}

document.addEventListener("pointerover", offer);
document.addEventListener("focusin", offer);
