/** Asks Pagefind: names become actors, missing words are left out and reported, excerpts become safe nodes. */
import { reader, token } from "./search-words.js";

/** The site's root, whatever the page's depth or the site's path. */
export const root = new URL("../", import.meta.url);

/** How much a match in each field counts; `in_...` hold the actors that a part of the text names, `names` those involved. */
const WEIGHTS = { title: 8, country: 90, in_title: 6, names: 2.5, in_summary: 2, place: 2, summary: 1, in_account: 0.5, also: 1, kind_name: 1, kind: 0, date: 1, grade: 1 };
const RANKING = { termFrequency: 0.8, termSaturation: 1.2, pageLength: 0.5, termSimilarity: 2, metaWeights: WEIGHTS };
const MOST_WORDS = 10;

let loading;

/** Loads Pagefind and the tables, once; tries again after a failure. */
export function load() {
  loading ??= start().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start() {
  const tables = fetch(new URL("assets/search.json", root)).then((answer) => answer.json());
  const pagefind = await import(new URL("pagefind/pagefind.js", root));
  await pagefind.options({ ranking: RANKING, excerptLength: 32 });
  await pagefind.init();
  return { pagefind, tables: await tables, text: reader(await tables) };
}

/** What to ask for: a name's token, an Arabic word as the index compares it, any other word as it is; words of nearly every text only where there are no others. */
function termsOf(text, query) {
  const spans = text.spans(query);
  const telling = spans.filter(({ words, id }) => id || !text.stop.has(words[0].plain));
  return (telling.length ? telling : spans).slice(0, MOST_WORDS).map(({ words, id }) => {
    const shown = words.map((each) => each.text).join(" ");
    const arabic = /\p{Script=Arabic}/u.test(shown);
    return { id, shown, plain: words[0].plain, asked: id ? token(id) : arabic ? words[0].plain : words[0].text };
  });
}

/**
 * Searches. `filters` maps facets to lists of values, any of which may hold; `sort` is "", "newest" or "oldest".
 * Gives `results` (each with `data()`), `total`, `unfiltered`, `counts` of facets, `terms` that were found the words `left` out, and `loose` where a quoted
 * phrase was not found as it stands.
 */
export async function find(query, filters = {}, sort = "") {
  const { pagefind, text } = await load();
  const options = { filters: anyOf(filters), ...(sort && { sort: { date: sort === "oldest" ? "asc" : "desc" } }) };
  const ask = (terms) => pagefind.search(terms.map((term) => term.asked).join(" ") || null, options);
  const quoted = /^\s*".+"\s*$/.test(query);
  if (quoted) {
    const found = await pagefind.search(query, options);
    if (found.results.length) return answer(found, [{ asked: query.trim() }], []);
  }
  const all = termsOf(text, query);
  let { found, terms } = await relax(ask, all);
  const known = await present(text, found, terms);
  if (known.length < terms.length) {
    terms = known;
    found = known.length ? await ask(known) : { results: [], unfilteredResultCount: 0, filters: {} };
  }
  if (!sort && terms.length && terms.every((term) => term.id)) await newestFirst(found, () => pagefind.search(terms.map((term) => term.asked).join(" "), { ...options, sort: { date: "desc" } }));
  return { ...answer(found, terms, all.filter((term) => !terms.includes(term)).map((term) => term.shown)), loose: quoted };
}

const answer = (found, terms, left) => ({ results: found.results, total: found.results.length, unfiltered: found.unfilteredResultCount, counts: found.filters, terms, left });
const anyOf = (filters) => Object.fromEntries(Object.entries(filters).filter(([, values]) => values.length).map(([facet, values]) => [facet, { any: values }]));

/** Leaves out one word after another, each time the one whose loss finds most, until something is found. */
async function relax(ask, all) {
  let terms = all;
  let found = await ask(terms);
  while (!found.unfilteredResultCount && terms.length > 1) {
    const fewer = terms.map((term) => terms.filter((other) => other !== term));
    const tries = await Promise.all(fewer.map(ask));
    const best = tries.reduce((most, each, n) => (each.unfilteredResultCount > tries[most].unfilteredResultCount ? n : most), tries.length - 1);
    [terms, found] = [fewer[best], tries[best]];
  }
  return { terms, found };
}

/** The terms that the first result truly has: Pagefind passes over a word that it does not know, or takes a shorter one for it. */
async function present(text, found, terms) {
  if (!found.results.length || terms.every((term) => term.id)) return terms;
  const { content, meta } = await found.results[0].data();
  const words = new Set(text.words([content, ...Object.values(meta)].join(" ")).map((word) => word.plain));
  return terms.filter((term) => term.id || [...words].some((word) => word.startsWith(stem(term.plain))));
}

/** A word without its ending, at least three letters of it: enough to know it again. */
const stem = (word) => word.replace(/(?<=...)(?:(?:at)?ions?|ments?|ings?|ies|e[ds]|ers?|ly|[sye])$/, "");

/** Puts results of the same score in order of date, the newest first; undated ones after them. */
async function newestFirst(found, byDate) {
  const place = new Map((await byDate()).results.map((result, n) => [result.id, n]));
  const at = (result) => place.get(result.id) ?? Infinity;
  const near = (result) => Math.round(result.score * 1000);
  found.results.sort((one, other) => near(other) - near(one) || (at(one) === at(other) ? 0 : at(one) - at(other)));
}

/** How many pages each value of each facet would give, the choices in the facet itself aside. */
export async function facetCounts(found, filters) {
  const { pagefind } = await load();
  await pagefind.filters();
  const query = found.terms.map((term) => term.asked).join(" ") || null;
  const counted = async (facet) => [facet, (await pagefind.search(query, { filters: anyOf({ ...filters, [facet]: [] }) })).filters[facet] ?? {}];
  const chosen = Object.keys(filters).filter((facet) => filters[facet].length);
  const whole = (await pagefind.search(query, { filters: anyOf(filters) })).filters;
  return { ...whole, ...Object.fromEntries(await Promise.all(chosen.map(counted))) };
}

/** The excerpt of a result as nodes: the record's summary where it has every word or the text has none, else Pagefind's. */
export async function excerpt({ excerpt, content, meta }, terms) {
  const { text } = await load();
  const stems = terms.filter((term) => !term.id).map((term) => (term.plain ? stem(term.plain) : "\0"));
  const spans = meta.summary ? text.spans(meta.summary) : [];
  const says = (each) => spans.some(({ words }) => words.some((word) => word.plain.startsWith(each)));
  if (meta.summary && (!excerpt.includes("<mark>") || stems.every(says))) return markedSummary(meta.summary, spans, terms, stems);
  const parts = excerpt.split(/<mark>(.*?)<\/mark>/s).map(unescaped);
  const whole = parts.join("");
  if (!content.startsWith(whole.slice(0, 30))) parts[0] = `… ${parts[0]}`;
  if (!content.endsWith(whole.slice(-30))) parts[parts.length - 1] += " …";
  return marked(parts);
}

/** A summary with the names and words of the query marked. */
function markedSummary(summary, spans, terms, stems) {
  const ids = new Set(terms.map((term) => term.id).filter(Boolean));
  const parts = [""];
  let done = 0;
  for (const { words, id } of spans) {
    if (!ids.has(id) && !words.some((word) => stems.some((each) => each.length > 2 && word.plain.startsWith(each)))) continue;
    parts[parts.length - 1] += summary.slice(done, words[0].start);
    done = words.at(-1).end;
    if (/\([^)]*$/.test(summary.slice(words[0].start, done)) && summary[done] === ")") done++; // a name's own bracket
    parts.push(summary.slice(words[0].start, done), "");
  }
  parts[parts.length - 1] += summary.slice(done);
  return marked(parts);
}

const unescaped = (text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

/** Texts as nodes, every second one marked. */
const marked = (parts) => parts.map((text, n) => (n % 2 ? element("mark", {}, text) : document.createTextNode(text)));

/** An element with attributes and children; null attributes and children are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

/** The icon of a kind of event. */
export function icon(kind) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", new URL(`assets/kinds.svg#${encodeURIComponent(kind)}`, root));
  for (const [key, value] of [["class", "kind-icon"], ["aria-hidden", "true"], ["focusable", "false"]]) svg.setAttribute(key, value);
  svg.append(use);
  return svg;
}
