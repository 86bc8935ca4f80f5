// Messages of the server become toasts: read aloud, closed by hand, and gone by themselves unless someone is needed.
import { announce } from "./announce.js";
import { each } from "./setup.js";

const STAYS = 8000; // milliseconds

each("[data-toast]", (toast) => {
  const close = () => toast.remove();
  toast.querySelector("[data-toast-close]")?.addEventListener("click", close);
  announce(toast.querySelector("p").textContent);
  if (toast.dataset.tone === "signal" || toast.querySelector("form, a")) return;
  let timer = setTimeout(close, STAYS);
  const wait = () => clearTimeout(timer);
  const go = () => (timer = setTimeout(close, STAYS));
  for (const type of ["pointerenter", "focusin"]) toast.addEventListener(type, wait);
  for (const type of ["pointerleave", "focusout"]) toast.addEventListener(type, go);
});
