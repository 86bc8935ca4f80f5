// <div data-crop="name"> with a picture, a select "name" and sliders "name-x", "-y", "-size" (per mille): a frame shows what
// will be seen. It is dragged with mouse or finger, or moved by the arrow keys. The sliders alone serve everybody else.
// The arithmetic is that of media/crops.py.
import { each } from "./setup.js";

const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const A_KEY = 10; // per mille

each("[data-crop]", (row) => {
  const [picture, frame] = [row.querySelector("img"), row.querySelector(".crop-frame")];
  const [shape, x, y, size] = ["", "-x", "-y", "-size"].map((part) => row.querySelector(`[name="${row.dataset.crop}${part}"]`));

  // Width and height of the frame, per mille of the picture's.
  const sides = () => {
    const [wide, high] = shape.value.split("x").map(Number);
    const ratio = (wide / high) * (picture.getAttribute("height") / picture.getAttribute("width"));
    return [Math.min(1, ratio) * size.value, Math.min(1, 1 / ratio) * size.value];
  };
  const inside = (middle, side) => Math.min(Math.max(middle, side / 2), 1000 - side / 2);

  const show = () => {
    frame.hidden = !shape.value;
    if (frame.hidden) return;
    const [wide, high] = sides();
    Object.assign(frame.style, {
      left: `${(inside(Number(x.value), wide) - wide / 2) / 10}%`,
      top: `${(inside(Number(y.value), high) - high / 2) / 10}%`,
      width: `${wide / 10}%`,
      height: `${high / 10}%`,
    });
  };
  const moveTo = (left, top) => {
    const [wide, high] = sides();
    x.value = Math.round(inside(left, wide));
    y.value = Math.round(inside(top, high));
    changed();
  };
  const changed = () => {
    show();
    x.dispatchEvent(new Event("input", { bubbles: true }));
  };

  let start = null;
  frame.addEventListener("pointerdown", (event) => {
    const [wide, high] = sides();
    start = { left: inside(Number(x.value), wide) - (event.clientX * 1000) / picture.width, top: inside(Number(y.value), high) - (event.clientY * 1000) / picture.height };
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", (event) => {
    if (start) moveTo(start.left + (event.clientX * 1000) / picture.width, start.top + (event.clientY * 1000) / picture.height);
  });
  for (const end of ["pointerup", "pointercancel"]) frame.addEventListener(end, () => (start = null));
  frame.addEventListener("keydown", (event) => {
    const step = STEP[event.key];
    const larger = { "+": 1, "-": -1 }[event.key];
    if (!step && !larger) return;
    event.preventDefault();
    if (larger) {
      size.value = Number(size.value) + larger * A_KEY;
      return changed();
    }
    const [wide, high] = sides();
    moveTo(inside(Number(x.value), wide) + step[0] * A_KEY, inside(Number(y.value), high) + step[1] * A_KEY);
  });
  row.addEventListener("input", show);
  show();
});
