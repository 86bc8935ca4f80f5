// How networks count. Pure functions: the browser runs them while somebody types, the tests run them in Node against
// `Limits.count` of the connectors. The server decides, this only shows.
const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
const utf8 = new TextEncoder();

// The same expressions as in connectors/mastodon/limits.py.
const URL = /(?<![\p{L}\p{N}_@/])https?:\/\/[^\p{White_Space}<>"]*[^\p{White_Space}<>".,;:!?)\]}'…]/gu;
const REMOTE_MENTION = /(?<![\p{L}\p{N}_/=])(@[a-zA-Z0-9_](?:[a-zA-Z0-9_.-]*[a-zA-Z0-9_])?)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/gu;

export function graphemes(text) {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

export const bytes = (text) => utf8.encode(text).length;

export const COUNT = {
  graphemes,
  graphemes_url23: (text) => graphemes(text.replace(URL, "x".repeat(23)).replace(REMOTE_MENTION, "$1")),
  characters: (text) => [...text].length,
};

// A line that holds only "---" divides a text into the posts of a thread; what is empty is none. As in plan/threads.py.
export function parts(text) {
  const found = text
    .split(/^[ \t]*---[ \t]*$/m)
    .map((part) => part.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, ""))
    .filter(Boolean);
  return found.length ? found : [""];
}
