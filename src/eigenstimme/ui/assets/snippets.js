// <button data-insert="text" inside <details data-insert-into="id_text">: puts the text in at the cursor of the field of
// that form which was used last, else of the named one.
let last = null;

document.addEventListener("focusout", ({ target }) => {
  if (target.matches?.("form textarea")) last = target;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-insert]");
  const menu = button?.closest("[data-insert-into]");
  if (!menu) return;
  const form = menu.closest("form");
  const field = last?.isConnected && last.form === form ? last : document.getElementById(menu.dataset.insertInto);
  menu.open = false;
  put(field, button.dataset.insert);
});

function put(field, text) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const gap = start > 0 && !/\s/.test(value[start - 1]) ? " " : "";
  field.focus();
  field.setRangeText(gap + text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
