// Run `start` for every element that matches, now and whenever htmx brings new ones. Never twice for one element.
export function each(selector, start) {
  const started = new WeakSet();
  const visit = (root) => {
    for (const element of [root, ...root.querySelectorAll(selector)]) {
      if (started.has(element) || !element.matches?.(selector)) continue;
      started.add(element);
      start(element);
    }
  };
  const begin = () => visit(document.documentElement);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
  document.addEventListener("htmx:after:process", (event) => event.target.querySelectorAll && visit(event.target));
}
