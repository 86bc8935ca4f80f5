// <div data-focal="id-of-x id-of-y"><img></div>: a click on the picture moves the two sliders (0 to 100), and a ring
// shows where they stand. The sliders alone serve the keyboard, and everybody without script.
import { each } from "./setup.js";

each("[data-focal]", (box) => {
  const picture = box.querySelector("img");
  const [x, y] = box.dataset.focal.split(" ").map((id) => document.getElementById(id));
  if (!picture || !x || !y) return;
  const fold = x.closest("details");
  const ring = Object.assign(document.createElement("span"), { className: "media-point" });

  const show = () => {
    ring.style.left = `${picture.offsetLeft + (picture.offsetWidth * x.value) / 100}px`;
    ring.style.top = `${picture.offsetTop + (picture.offsetHeight * y.value) / 100}px`;
    ring.hidden = Boolean(fold) && !fold.open;
    box.toggleAttribute("data-focal-on", !ring.hidden);
    picture.title = ring.hidden ? "" : box.dataset.focalHint;
  };
  box.append(ring);
  picture.addEventListener("click", (event) => {
    if (ring.hidden) return;
    x.value = Math.round((event.offsetX / picture.offsetWidth) * 100);
    y.value = Math.round((event.offsetY / picture.offsetHeight) * 100);
    show();
  });
  for (const slider of [x, y]) slider.addEventListener("input", show);
  fold?.addEventListener("toggle", show);
  addEventListener("resize", show);
  picture.addEventListener("load", show);
  show();
});
