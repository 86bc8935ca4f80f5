// <fieldset data-grows="values" data-most="12">: the button for more lines adds one at once, from the <template>, whose
// names and ids hold "-new". Without script the button sends the form, and the page comes back with more lines.
import { each } from "./setup.js";

each("[data-grows]", (list) => {
  const rows = list.querySelector(".grow-rows");
  const more = list.querySelector(".grow-more");
  const blank = list.querySelector("template");
  more?.addEventListener("click", (event) => {
    event.preventDefault();
    const row = blank.content.firstElementChild.cloneNode(true);
    number(row, list.dataset.grows, rows.children.length);
    rows.append(row);
    row.querySelector("input, textarea")?.focus();
    more.hidden = rows.children.length >= Number(list.dataset.most);
  });
});

function number(row, key, place) {
  for (const element of row.querySelectorAll("*")) {
    for (const name of ["name", "id", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replace(`${key}-new`, `${key}-${place}`));
    }
  }
}
