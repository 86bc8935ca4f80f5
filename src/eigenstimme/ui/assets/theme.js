// The theme changes at once; the form's address keeps it in a cookie.
import { wake } from "./submits.js";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-form]");
  if (!form) return;
  event.preventDefault();
  const chosen = event.submitter?.value ?? "";
  const body = new FormData(form);
  body.set("theme", chosen);
  fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).finally(() => wake(form));
  if (chosen) document.documentElement.dataset.theme = chosen;
  else delete document.documentElement.dataset.theme;
  for (const button of form.querySelectorAll("[aria-pressed]")) button.ariaPressed = String(button.value === chosen);
});
