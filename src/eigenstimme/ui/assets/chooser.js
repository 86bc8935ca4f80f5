// <button data-choose="/media/choose/?prefix=media"> opens a dialog with the library; what is ticked there comes as rows
// into the [data-upload-into] of the button's box. Without script the button asks for the page with the library in it.
import { announce } from "./announce.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-choose]");
  if (!button) return;
  event.preventDefault();
  const dialog = Object.assign(document.createElement("dialog"), { className: "dialog dialog-wide" });
  dialog.setAttribute("aria-labelledby", "choose-title");
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  const box = button.closest("[data-upload]");
  await show(dialog, new URL(button.dataset.choose, location.href), box);
  dialog.showModal();
});

async function show(dialog, address, box) {
  for (const field of box.querySelectorAll('[data-asset] input[name$="-asset"]')) address.searchParams.append(field.name, field.value);
  const answer = await fetch(address);
  if (!answer.ok) return location.reload();
  dialog.innerHTML = await answer.text();
  const form = dialog.querySelector("form[action]");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const next = new URL(address);
    const words = form.querySelector('input[type="search"]');
    next.searchParams.set(words.name, words.value);
    show(dialog, next, box).then(() => dialog.querySelector('input[type="search"]').focus());
  });
  dialog.querySelector("[data-take]").addEventListener("click", () => take(dialog, box));
}

async function take(dialog, box) {
  const into = box.querySelector("[data-upload-into]");
  const numbers = [...dialog.querySelectorAll("input:checked")].map((each) => each.value);
  dialog.close();
  for (const number of numbers) {
    const answer = await fetch(box.dataset.uploadResult.replace("/0/", `/${number}/`));
    if (answer.ok) into.insertAdjacentHTML("beforeend", await answer.text());
  }
  into.dispatchEvent(new Event("input", { bubbles: true }));
  if (numbers.length) announce(box.dataset.done);
}
