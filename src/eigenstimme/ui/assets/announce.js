// Speak to screen readers through the page's one live region; and move focus to a form's list of errors.
import { each } from "./setup.js";

export function announce(text) {
  const region = document.getElementById("announce");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => (region.textContent = text), 60); // an emptied region makes the same words be read again
}

each("[data-error-summary]", (summary) => {
  summary.focus();
  for (const link of summary.querySelectorAll('a[href^="#"]')) {
    link.addEventListener("click", (event) => {
      const field = document.getElementById(link.hash.slice(1));
      const input = field?.matches("input, select, textarea") ? field : field?.querySelector("input, select, textarea");
      if (!input) return;
      event.preventDefault();
      input.focus();
    });
  }
});
