// <div data-upload="/media/uploads/"> around an <input type="file" multiple>: files chosen, dropped or pasted there go up
// at once, several side by side, in pieces; one that broke off goes on when the same file is chosen again, also after
// a crash. What the server made of it is fetched from data-upload-result (its 0 becomes the file's number) and put
// into the element [data-upload-into] of the box, else of the page. Without script the form sends the files.
import { announce } from "./announce.js";
import { each } from "./setup.js";
import { wake } from "./submits.js";

const PIECE = 4 * 1024 * 1024; // bytes: so much is lost at most when a connection breaks
const RETRY = [0, 1000, 3000, 5000, 10000, 20000]; // milliseconds

each("[data-upload]", (box) => {
  const form = box.closest("form");
  const list = Object.assign(document.createElement("ul"), { className: "upload-rows" });
  box.append(list);
  const take = (files) => {
    for (const file of files) start(box, list, file);
  };

  for (const input of box.querySelectorAll('input[type="file"]')) {
    input.addEventListener("change", () => {
      take([...input.files]);
      input.value = "";
    });
  }
  box.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    box.dataset.over = "";
  });
  box.addEventListener("dragleave", (event) => box.contains(event.relatedTarget) || delete box.dataset.over);
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    delete box.dataset.over;
    take([...event.dataTransfer.files]);
  });
  box.addEventListener("upload:paste", (event) => take(event.detail));
  form?.addEventListener("submit", (event) => hold(event, form, box));
});

// Pasted files go to the box one is in, else to the first of the page.
document.addEventListener("paste", (event) => {
  const files = [...(event.clipboardData?.files ?? [])];
  const box = event.target.closest?.("[data-upload]") ?? document.querySelector("[data-upload]");
  if (!files.length || !box) return;
  event.preventDefault();
  box.dispatchEvent(new CustomEvent("upload:paste", { detail: files }));
});

addEventListener("beforeunload", (event) => {
  if (document.querySelector(".upload-row[data-running]")) event.preventDefault();
});

// A form waits for its files, and is then sent as it was meant to be.
function hold(event, form, box) {
  if (!form.querySelector(".upload-row[data-running]")) return;
  event.preventDefault();
  wake(form);
  announce(box.dataset.wait);
  const { submitter } = event;
  form.addEventListener("upload:done", () => form.requestSubmit(submitter), { once: true });
}

async function start(box, list, file) {
  const row = rowFor(box, list, file);
  const { Upload } = await import(box.dataset.uploadClient);
  const upload = new Upload(file, {
    endpoint: box.dataset.upload,
    chunkSize: PIECE,
    retryDelays: RETRY,
    removeFingerprintOnSuccess: true,
    metadata: { filename: file.name, filetype: file.type },
    headers: { "X-CSRFToken": document.querySelector('[name="csrfmiddlewaretoken"]').value },
    onProgress: (sent, all) => row.progress(sent / all),
    onError: (error) => row.failed(sentence(error) ?? box.dataset.failed, sentence(error) ? null : run),
    onSuccess: ({ lastResponse }) => arrived(box, row, lastResponse.getHeader("Asset")),
  });
  const run = async () => {
    row.running();
    const [earlier] = await upload.findPreviousUploads();
    if (earlier) upload.resumeFromPreviousUpload(earlier);
    upload.start();
  };
  row.cancel = () => upload.abort(true).catch(() => {}); // the server may be gone; it forgets the rest by itself
  run();
}

// What the server says about a file it refuses, in the reader's words.
function sentence(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).error;
  } catch {
    return undefined;
  }
}

async function arrived(box, row, number) {
  const into = box.querySelector("[data-upload-into]") ?? document.querySelector("[data-upload-into]");
  const answer = await fetch(box.dataset.uploadResult.replace("/0/", `/${number}/`));
  row.remove();
  if (!into || !answer.ok) return location.reload();
  const old = into.querySelector(`[data-asset="${number}"]`);
  old?.remove();
  into.insertAdjacentHTML(into.dataset.uploadInto === "first" ? "afterbegin" : "beforeend", await answer.text());
  into.dispatchEvent(new Event("input", { bubbles: true })); // the preview looks again
  announce(box.dataset.done);
  settle(box);
}

function settle(box) {
  const form = box.closest("form");
  if (form && !form.querySelector(".upload-row[data-running]")) form.dispatchEvent(new Event("upload:done"));
}

function rowFor(box, list, file) {
  const item = Object.assign(document.createElement("li"), { className: "upload-row" });
  const name = Object.assign(document.createElement("span"), { textContent: file.name || box.dataset.unnamed });
  const bar = Object.assign(document.createElement("progress"), { className: "progress progress-primary", max: 1, value: 0 });
  const stop = button(box.dataset.cancel);
  bar.setAttribute("aria-label", name.textContent);
  item.append(name, bar, stop);
  list.append(item);
  const row = {
    cancel: () => {},
    progress: (part) => (bar.value = part),
    running: () => {
      item.dataset.running = "";
      item.replaceChildren(name, bar, stop);
    },
    remove: () => item.remove(),
    failed: (why, again) => {
      delete item.dataset.running;
      const text = Object.assign(document.createElement("p"), { className: "field-error", textContent: why });
      text.setAttribute("role", "alert");
      const retry = button(box.dataset.again);
      retry.addEventListener("click", again);
      item.replaceChildren(name, text, ...(again ? [retry] : []), stop);
    },
  };
  stop.addEventListener("click", () => {
    row.cancel();
    item.remove();
    settle(box);
  });
  row.running();
  return row;
}

function button(label) {
  return Object.assign(document.createElement("button"), { type: "button", className: "btn btn-sm", textContent: label });
}
