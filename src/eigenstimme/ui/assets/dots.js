// The month on a phone: each day shows dots, and the chosen one lies below with all that stands on it.
import { dayInWords } from "./moving.js";
import { each } from "./setup.js";

const narrow = matchMedia("(width < 48rem)");

each("table.month", (month) => {
  const below = month.parentElement.querySelector("[data-below]");
  month.addEventListener("click", (event) => {
    const day = event.target.closest("td[data-day]");
    if (!narrow.matches || !day) return;
    event.preventDefault();
    show(day, month, below);
  });
  const first = month.querySelector(".month-today") ?? month.querySelector("td:has(.events)") ?? month.querySelector("td[data-day]");
  if (first) show(first, month, below);
});

function show(day, month, below) {
  month.querySelector(".is-chosen")?.classList.remove("is-chosen");
  day.classList.add("is-chosen");
  below.hidden = false;
  below.querySelector("h3").textContent = dayInWords(day.dataset.day);
  const parts = [...day.querySelectorAll(".day-holiday, .day-event, .events, .day-more, .day-add")];
  below.querySelector("div").replaceChildren(...parts.map((part) => part.cloneNode(true)));
}
