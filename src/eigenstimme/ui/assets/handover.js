// What a person posts by hand: <button hidden data-copy="id of a text"> copies it, <button hidden data-share="id">
// hands text and pictures to an app of the phone. Both show themselves only where the browser can do it.
import { announce } from "./announce.js";
import { each } from "./setup.js";

const text = (id) => document.getElementById(id).value;

each("[data-copy]", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text(button.dataset.copy));
    announce(button.dataset.done);
    button.lastChild.textContent = button.dataset.done;
  });
});

each("[data-share]", async (button) => {
  if (!navigator.canShare) return;
  const files = await pictures(button.dataset.sharePictures); // fetched before: sharing has to follow the tap at once
  const content = () => ({ text: text(button.dataset.share), ...(files.length && { files }) });
  if (!navigator.canShare(content())) return;
  button.hidden = false;
  button.addEventListener("click", () => navigator.share(content()).catch(() => {})); // closed again: nothing happened
});

async function pictures(urls) {
  const answers = await Promise.all(urls.split(" ").filter(Boolean).map((url) => fetch(url)));
  return Promise.all(answers.filter((answer) => answer.ok).map(file));
}

async function file(answer, number) {
  const content = await answer.blob();
  return new File([content], `bild-${number + 1}.${content.type.split("/")[1] || "jpg"}`, { type: content.type });
}
