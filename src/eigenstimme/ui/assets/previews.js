// <div data-preview-switches="previews"> with buttons data-shade="dark" or data-device="desk": how the previews in the
// element of that id are shown. What was chosen is kept in this browser.
import { each } from "./setup.js";

const KEPT = "eigenstimme:previews";

each("[data-preview-switches]", (switches) => {
  const shown = document.getElementById(switches.dataset.previewSwitches);
  if (!shown) return;
  switches.hidden = false;
  show(kept());

  switches.addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (!button) return;
    const chosen = { ...kept(), ...button.dataset };
    show(chosen);
    try {
      localStorage.setItem(KEPT, JSON.stringify(chosen));
    } catch {} // storage may be full or forbidden: then it holds for this page
  });

  function show(chosen) {
    Object.assign(shown.dataset, chosen);
    for (const button of switches.querySelectorAll("button")) {
      const [[name, value]] = Object.entries(button.dataset);
      button.ariaPressed = String(shown.dataset[name] === value);
    }
  }
});

function kept() {
  const shade = getComputedStyle(document.documentElement).colorScheme === "dark" ? "dark" : "light";
  const ours = { shade, device: "phone" };
  try {
    return { ...ours, ...JSON.parse(localStorage.getItem(KEPT)) };
  } catch {
    return ours;
  }
}
