// <p data-counter="id_text" data-count="graphemes_url23" data-limit="500">: how much of a limit a text uses. With
// data-sent-to="3" it counts what will go out there: the preview of that channel says how links are marked and who signs.
// With data-threads each post of a thread counts for itself, and the longest is shown; data-bytes is a second limit.
// The ways of counting stand in counting.js; the server decides, this only shows.
import { announce } from "./announce.js";
import { COUNT, bytes, finished, parts } from "./counting.js";
import { each } from "./setup.js";

each("[data-counter]", (counter) => {
  const { dataset } = counter;
  const said = counter.closest("[data-over]").dataset; // on the counter, or on what holds several
  const field = document.getElementById(dataset.counter);
  if (!field) return;
  const count = COUNT[dataset.count] ?? COUNT.graphemes;
  const limit = Number(dataset.limit);
  const most = Number(dataset.bytes ?? Infinity);
  const words = counter.querySelector("[data-counter-text]");
  const format = new Intl.NumberFormat(document.documentElement.lang);
  let state = "";

  const posts = () => {
    const { marks, sign } = document.querySelector(`[data-goes-to="${dataset.sentTo}"]`)?.dataset ?? {};
    const text = finished(field.value.replace(/\r\n/g, "\n"), marks ? JSON.parse(marks) : null, sign);
    return dataset.threads === undefined ? [text] : parts(text);
  };

  const show = () => {
    const texts = posts();
    const used = Math.max(...texts.map(count));
    const size = Math.max(...texts.map(bytes));
    const over = Math.max(used - limit, size > most ? 1 : 0);
    const next = over > 0 ? "over" : used > limit * 0.9 || size > most * 0.9 ? "near" : "ok";
    words.textContent = `${format.format(used)} / ${format.format(limit)}`;
    if (texts.length > 1) words.textContent = `${said.posts.replace("{n}", format.format(texts.length))} ${words.textContent}`;
    if (used > limit) words.textContent += ` · ${said.over.replace("{n}", format.format(used - limit))}`;
    else if (size > most) words.textContent += ` · ${format.format(size)} / ${format.format(most)} Bytes`;
    if (next === "over" && state !== "over" && state) announce(counter.textContent);
    dataset.state = state = next;
  };
  field.addEventListener("input", show);
  if (dataset.sentTo) document.addEventListener("htmx:after:swap", show);
  show();
});
