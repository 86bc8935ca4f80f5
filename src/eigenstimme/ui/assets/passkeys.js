// Passkeys need script and a browser that knows them: what offers one shows itself only there ([data-passkey]). When
// it does not work, the sentence of that reason is said ([data-passkey-failed="name of the error"], "" for any other).
import { each } from "./setup.js";

each("[data-passkey]", (offer) => (offer.hidden = !window.PublicKeyCredential));

document.addEventListener("allauth.error", (event) => {
  event.preventDefault(); // allauth would only tell the console
  const sentences = [...document.querySelectorAll("[data-passkey-failed]")];
  const reason = (name) => sentences.find((sentence) => sentence.dataset.passkeyFailed === name);
  const said = reason(event.detail.exception?.name) ?? reason("");
  sentences.forEach((sentence) => (sentence.hidden = sentence !== said));
  said?.focus();
});
