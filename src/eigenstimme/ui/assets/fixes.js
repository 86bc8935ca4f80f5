// <a href="#id_text" data-fix="id_text" data-begin-with="id_other">: to the field where something is put right. What is
// folded around it opens; an empty field is begun with the text of another one, data-append is put at its end, and of a
// select with data-choose-there that value is chosen.
const WAIT = 3000; // milliseconds: a part may have to be fetched first

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[data-fix]");
  if (!link) return;
  event.preventDefault();
  const field = await found(link.dataset.fix);
  if (!field) return;
  for (let fold = field.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
  const source = document.getElementById(link.dataset.beginWith);
  if (source && !field.value) {
    field.value = source.value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (link.dataset.append && !field.value.includes(link.dataset.append)) {
    field.value = [field.value.trimEnd(), link.dataset.append].filter(Boolean).join("\n\n");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (link.dataset.chooseThere) {
    field.value = link.dataset.chooseThere;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.scrollIntoView({ block: "center" });
  field.focus({ preventScroll: true });
});

// A field that is not there yet belongs to a fold named after it (<details data-holds="channel-3">), fetched when opened.
async function found(id) {
  const fold = [...document.querySelectorAll("details[data-holds]")].find(({ dataset }) => id.startsWith(`id_${dataset.holds}-`));
  if (fold) fold.open = true;
  for (const end = Date.now() + WAIT; Date.now() < end; await pause(50)) {
    const field = document.getElementById(id);
    if (field) return field;
  }
  return null;
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
