// Buttons that print the page: <button type="button" data-print hidden>. Without script the browser's own menu does.
import { each } from "./setup.js";

each("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
