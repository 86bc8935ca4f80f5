// <body data-live="/live">: one stream for the page. An element with data-live-topic="inbox" (several, separated by
// spaces) and hx-get, hx-trigger="live" fetches itself again when its topic is announced; also after a gap in the
// stream, for what was announced meanwhile is lost. A page in the background listens to nothing and catches up later.
const RETRY = [1000, 2000, 5000, 15000, 30000]; // milliseconds, with jitter

let source = null;
let failures = 0;
let timer = 0;
let missed = false;

const address = () => document.body?.dataset.live;

function listen() {
  if (source || document.hidden || !address()) return;
  source = new EventSource(address());
  source.addEventListener("open", () => {
    failures = 0;
    if (missed) refresh();
    missed = false;
  });
  source.addEventListener("message", (event) => refresh(topicOf(event.data)));
  source.addEventListener("error", retry);
}

function stop() {
  clearTimeout(timer);
  source?.close();
  source = null;
  missed = true;
}

function retry() {
  stop();
  const wait = RETRY[Math.min(failures, RETRY.length - 1)];
  failures += 1;
  timer = setTimeout(listen, wait * (0.75 + Math.random() / 2));
}

function topicOf(data) {
  try {
    return JSON.parse(data).topic;
  } catch {
    return data;
  }
}

function refresh(topic) {
  for (const element of document.querySelectorAll("[data-live-topic]")) {
    if (topic && !element.dataset.liveTopic.split(" ").includes(topic)) continue;
    element.dispatchEvent(new CustomEvent("live", { bubbles: false }));
  }
}

document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
addEventListener("pagehide", stop);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", listen);
else listen();
