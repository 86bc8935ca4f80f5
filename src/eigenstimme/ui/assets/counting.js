// How networks count. Pure functions: the browser runs them while somebody types, the tests run them in Node against
// `Limits.count` of the connectors. The server decides, this only shows.
const DIVIDER = /(?<![^\n])[ \t]*---[ \t]*(?![^\n])/; // "^" and "$" would stop at other line ends than Python's
const WHITE = /\p{White_Space}/u;

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const utf8 = new TextEncoder();

// The same expressions as in connectors/mastodon/limits.py.
const URL = /(?<![\p{L}\p{N}_@/])https?:\/\/[^\p{White_Space}<>"]*[^\p{White_Space}<>".,;:!?)\]}'…]/gu;
const REMOTE_MENTION = /(?<![\p{L}\p{N}_/=])(@[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9_])?)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/gu;

// The same expressions as in connectors/x_com/counting.py.
const TLD = "(?:com|org|net|info|biz|app|dev|shop|online|store|berlin|hamburg|koeln|wien|bayern|swiss|studio|design|de|at|ch|li|lu|eu|fr|it|nl|be|dk|pl|cz|uk|us|io|me|tv|co)";
const BARE_URL = String.raw`(?<![\p{L}\p{N}_@\/.#$\-])(?:[a-zA-Z0-9](?:[a-zA-Z0-9\-]*[a-zA-Z0-9])?\.)+${TLD}(?![\p{L}\p{N}_@\-]|\.[\p{L}\p{N}])(?:\/[a-zA-Z0-9\/_?=&%.#\-]*[a-zA-Z0-9\/_=#\-])?`;
const ANY_URL = new RegExp(`${URL.source}|${BARE_URL}`, "gu");
const PICTOGRAPH = String.raw`(?![©®](?!\ufe0f))\p{Extended_Pictographic}(?:\ufe0f|[\u{1f3fb}-\u{1f3ff}])?`;
const EMOJI = new RegExp(String.raw`[\u{1f1e6}-\u{1f1ff}]{2}|[0-9#*]\ufe0f?\u20e3|${PICTOGRAPH}[\u{e0020}-\u{e007f}]*(?:\u200d${PICTOGRAPH})*`, "gu");
const HEAVY = /[^\u0000-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]/gu;
// The same expression as in connectors/text.py.
const OF_EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\u20e3]/gu;

export function graphemes(text) {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

export const bytes = (text) => utf8.encode(text).length;

const weight = (plain) => [...plain].length + (plain.match(HEAVY) ?? []).length;

export const COUNT = {
  graphemes,
  graphemes_url23: (text) => graphemes(text.replace(URL, "x".repeat(23)).replace(REMOTE_MENTION, "$1")),
  characters: (text) => [...text].length,
  utf16: (text) => text.length,
  weighted: (text) => weight(text.normalize("NFC").replace(ANY_URL, "x".repeat(23)).replace(EMOJI, "一")),
  emoji_bytes: (text) => [...text.replace(OF_EMOJI, (sign) => "x".repeat(bytes(sign)))].length,
  little_text: (text) => text.length + (text.match(/[\\|{}@[\]()<>#*_~]/g) ?? []).length,
};

// Links to the company's own pages, marked as in plan/link_marks.py, and the sign behind the last word, as in threads.py.
export function finished(text, marks, sign) {
  const whole = marks ? text.replace(URL, (link) => markedLink(link, marks)) : text;
  if (!sign) return whole;
  let words = cutEnd(whole);
  for (let line = lastLine(words); DIVIDER.test(line); line = lastLine(words)) words = cutEnd(words.slice(0, words.length - line.length));
  return words ? `${words} ${sign}` : whole;
}

const lastLine = (text) => text.slice(text.lastIndexOf("\n") + 1);

// Not by an expression: that would take quadratic time on long runs of spaces.
function cutEnd(text) {
  let end = text.length;
  while (end && WHITE.test(text[end - 1])) end -= 1;
  return text.slice(0, end);
}

function cutStart(text) {
  let start = 0;
  while (start < text.length && WHITE.test(text[start])) start += 1;
  return text.slice(start);
}

function markedLink(link, { domains, query }) {
  const [host] = link.split("://").slice(1).join("://").toLowerCase().split(/[/?#:]/);
  if (link.includes("utm_") || !domains.some((domain) => host === domain || host.endsWith(`.${domain}`))) return link;
  const [page, ...place] = link.split("#");
  return [`${page}${page.includes("?") ? "&" : "?"}${query}`, ...place].join("#");
}

// A line that holds only "---" divides a text into the posts of a thread; what is empty is none. As in plan/threads.py.
export function parts(text) {
  const found = text.split(DIVIDER).map((part) => cutStart(cutEnd(part))).filter(Boolean);
  return found.length ? found : [""];
}
