// <ul data-sortable>: its rows change places by their [data-move="-1"] and "1" buttons, or dragged by their picture.
// Their order is the order of the fields that are sent. Without script the buttons ask the server.
import { announce } from "./announce.js";

let dragged = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-sortable] [data-move]");
  if (!button) return;
  event.preventDefault();
  const row = rowOf(button);
  const other = button.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
  if (!other) return;
  if (button.dataset.move === "1") other.after(row);
  else other.before(row);
  button.focus();
  moved(row);
});

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-sortable] img") && rowOf(event.target);
  if (!row) return;
  dragged = row;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", "");
});

document.addEventListener("dragover", (event) => {
  const over = dragged && rowOf(event.target);
  if (!over || over.parentElement !== dragged.parentElement) return;
  event.preventDefault();
  if (over === dragged) return;
  const box = over.getBoundingClientRect();
  if (event.clientY > box.top + box.height / 2) over.after(dragged);
  else over.before(dragged);
});

document.addEventListener("drop", (event) => dragged && event.preventDefault());

document.addEventListener("dragend", () => {
  if (dragged) moved(dragged);
  dragged = null;
});

const rowOf = (element) => element.closest?.("[data-sortable] > *");

function moved(row) {
  const rows = [...row.parentElement.children];
  announce(`${rows.indexOf(row) + 1} / ${rows.length}`);
  row.dispatchEvent(new Event("input", { bubbles: true }));
}
