// What the pages gain with script. Each module looks after one kind of element, found by its data attribute;
// without script every page serves its main purpose all the same.

import "./announce.js";
import "./capture.js";
import "./chooser.js";
import "./counters.js";
import "./crop.js";
import "./dialogs.js";
import "./dots.js";
import "./drafts.js";
import "./fixes.js";
import "./focal.js";
import "./growing.js";
import "./handover.js";
import "./live.js";
import "./menus.js";
import "./moments.js";
import "./moving.js";
import "./passkeys.js";
import "./previews.js";
import "./print.js";
import "./quotes.js";
import "./sorting.js";
import "./snippets.js";
import "./submits.js";
import "./theme.js";
import "./toasts.js";
import "./uploads.js";

document.documentElement.classList.add("js");
