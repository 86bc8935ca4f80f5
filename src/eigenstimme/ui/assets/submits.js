// A form is sent once: its buttons rest until the answer is there. The second of a double click is dropped.
// A module that sends a form by itself, without htmx, wakes it again.
const AGAIN = 10000; // milliseconds: a download or a stopped navigation leaves the page as it is

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
  if (form.dataset.sending !== undefined) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  rest(form, event.submitter);
  setTimeout(() => wake(form), AGAIN);
}, true);

document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) wake(form);
});

addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(wake));

function rest(form, submitter) {
  form.dataset.sending = "";
  submitter?.setAttribute("aria-busy", "true");
}

export function wake(form) {
  delete form.dataset.sending;
  form.querySelectorAll('[aria-busy="true"]').forEach((button) => button.removeAttribute("aria-busy"));
}
