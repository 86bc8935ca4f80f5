// <video data-moment="id-of-a-slider">: the slider (seconds) moves the video, and the paused video the slider, so that one
// sees which frame is chosen. The slider alone serves everybody without script.
import { each } from "./setup.js";

each("video[data-moment]", (video) => {
  const slider = document.getElementById(video.dataset.moment);
  if (!slider) return;
  const said = slider.closest("form").querySelector("output");
  const say = () => (said.value = Number(slider.value).toLocaleString(document.documentElement.lang));
  const seek = () => (video.currentTime = Number(slider.value));
  slider.addEventListener("input", () => {
    video.pause();
    say();
    if (video.readyState) return seek();
    video.preload = "auto"; // nothing of it has been fetched yet
    video.addEventListener("loadedmetadata", seek, { once: true });
    video.load();
  });
  video.addEventListener("pause", () => {
    slider.value = video.currentTime;
    say();
  });
});
