// <p data-counter="id_text" data-count="graphemes_url23" data-limit="500">: how much of a limit a text uses.
// The ways of counting stand in counting.js; the server decides, this only shows.
import { announce } from "./announce.js";
import { COUNT } from "./counting.js";
import { each } from "./setup.js";

each("[data-counter]", (counter) => {
  const field = document.getElementById(counter.dataset.counter);
  if (!field) return;
  const count = COUNT[counter.dataset.count] ?? COUNT.graphemes;
  const limit = Number(counter.dataset.limit);
  const words = counter.querySelector("[data-counter-text]");
  const format = new Intl.NumberFormat(document.documentElement.lang);
  let state = "";

  const show = () => {
    const used = count(field.value.replace(/\r\n/g, "\n"));
    const next = used > limit ? "over" : used > limit * 0.9 ? "near" : "ok";
    words.textContent = `${format.format(used)} / ${format.format(limit)}`;
    if (next === "over") words.textContent += ` · ${counter.dataset.over.replace("{n}", format.format(used - limit))}`;
    if (next === "over" && state !== "over" && state) announce(counter.textContent);
    counter.dataset.state = state = next;
  };
  field.addEventListener("input", show);
  show();
});
