// Selecting a passage in a [data-place] puts it into the form marked [data-quotes]: the words, the place, how far in.
import { each } from "./setup.js";

each("[data-quotes]", (form) => {
  document.addEventListener("selectionchange", () => {
    const range = selected();
    const place = range && within(range);
    if (!place) return;
    const quote = words(range).trim().split("\n")[0].trim();
    if (!quote) return;
    const before = document.createRange();
    before.setStart(place, 0);
    before.setEnd(range.startContainer, range.startOffset);
    form.elements.quote.value = quote;
    form.elements.place.value = place.dataset.place;
    form.elements.near.value = words(before).length;
  });
});

function selected() {
  const selection = document.getSelection();
  return selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
}

function within(range) {
  const element = range.commonAncestorContainer;
  return (element.closest ? element : element.parentElement).closest("[data-place]");
}

// What stands there now: struck-out words belong to the older version.
function words(range) {
  const copy = range.cloneContents();
  copy.querySelectorAll("del").forEach((gone) => gone.remove());
  return copy.textContent;
}
