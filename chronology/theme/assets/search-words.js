/** Words as the search compares them, and the names in a text: the browser's half of chronology/search/words.py. */

/** What a made-up word that stands for an actor in the index looks like. */
export const token = (id) => `x${id.replaceAll("-", "đ")}ø`;

/** Reads texts by the tables of search.json: `words`, and `names` by the id of whom they mean, an empty one where it says what the id does. */
export function reader({ words: tables, names }) {
  const ids = new Map(Object.entries(names).flatMap(([id, all]) => all.map((name) => [name || id.replaceAll("-", " "), id])));
  const silent = new RegExp(`[\\p{M}${tables.silent}]`, "gu");
  const word = new RegExp(`[\\p{L}\\p{N}\\p{M}${tables.silent}]+`, "gu");
  const possessive = new RegExp(tables.possessive, "u");
  const article = new RegExp(tables.article, "u");
  const longest = Math.max(0, ...[...ids.keys()].map((name) => name.split(" ").length));

  const bare = (text) => text.replace(possessive, "").normalize("NFD").replace(silent, "");
  const plain = (text) => [...text.toLowerCase()].map((letter) => tables.letters[letter] ?? letter).join("").replace(article, "");

  /** The words of a text: in their own case without marks, as they are compared, and where they stand. */
  function words(text) {
    return [...text.matchAll(word)]
      .map((match) => ({ text: match[0], bare: bare(match[0]), start: match.index, end: match.index + match[0].length }))
      .filter((each) => each.bare)
      .map((each) => ({ ...each, plain: plain(each.bare) }));
  }

  /** Whom some words name, if they name one actor. */
  function owner(span) {
    const short = span.length === 1 && [...span[0].bare].length <= tables.short;
    const key = short ? span[0].bare : span.map((each) => each.plain).join(" ");
    return ids.get(key);
  }

  /** The text cut into names and single words: `{words, id}`, `id` undefined for a word; of names within names, the longest. */
  function spans(text) {
    const all = words(text);
    const found = [];
    for (let at = 0; at < all.length; at += found.at(-1).words.length) {
      let length = Math.min(longest, all.length - at);
      while (length > 1 && !owner(all.slice(at, at + length))) length--;
      const span = all.slice(at, at + Math.max(length, 1));
      found.push({ words: span, id: owner(span) });
    }
    return found;
  }

  return { words, spans, stop: new Set((tables.stop ?? "").split(" ")) };
}
