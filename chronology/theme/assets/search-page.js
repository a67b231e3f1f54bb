/** The search page: facets, results, and the whole state in the address. */
import { element, excerpt, facetCounts, find, icon, load, root } from "./search-engine.js";

const FACETS = { type: "Type", kind: "Kind", country: "Country", actor: "Actor", year: "Year", grade: "Grade" };
const SORTS = { "": "Best match", newest: "Newest first", oldest: "Oldest first" };
const STEP = 20;
const FIRST = 6;
const LONG = 8;
const PAUSE = 200;
const WIDE = matchMedia("(min-width: 60em)");

let page;
let turn = 0;
addEventListener("popstate", () => page?.form.isConnected && location.pathname === page.path && run());
WIDE.addEventListener("change", () => page?.form.isConnected && fold());

/** Starts the page of a form; does nothing the second time. */
export function open(form) {
  if (page?.form === form) return;
  const part = (name) => form.parentElement.querySelector(`[data-${name}]`);
  page = { form, path: location.pathname, layout: part("search-results"), whole: new Set() };
  for (const name of ["facets", "status", "notes", "tools", "empty", "list", "more"]) page[name] = part(name);
  page.details = page.layout.querySelector("details");
  let timer;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go({ ...state(), q: form.elements.q.value.trim() });
  });
  form.elements.q.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => go({ ...state(), q: form.elements.q.value.trim() }, true), PAUSE);
  });
  fold();
  const early = form.elements.q.value.trim(); // typed before this script was here
  if (early) go({ ...state(), q: early }, true);
  else run();
}

/** The facets stand open beside the results where there is room. */
function fold() {
  page.details.open = WIDE.matches;
}

/** What the address asks for. */
function state() {
  const asked = new URLSearchParams(location.search);
  const sort = asked.get("sort") ?? "";
  const filters = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, asked.getAll(facet)]));
  return { q: (asked.get("q") ?? "").trim(), filters, sort: Object.hasOwn(SORTS, sort) ? sort : "" };
}

/** The address of a state. */
function address({ q, filters, sort }) {
  const asked = new URLSearchParams();
  if (q) asked.set("q", q);
  for (const facet of Object.keys(FACETS)) for (const value of filters[facet] ?? []) asked.append(facet, value);
  if (sort) asked.set("sort", sort);
  return page.path + (asked.size ? `?${asked}` : "");
}

/** Goes to a state and shows it. While somebody types, the address changes but history does not grow. */
function go(next, typing = false) {
  const to = address(next);
  if (to !== location.pathname + location.search) history[typing ? "replaceState" : "pushState"](history.state, "", to);
  run(typing);
}

/** Shows what the address asks for; an answer that comes after a newer question is thrown away. */
async function run(typing = false) {
  const mine = ++turn;
  const asked = state();
  const { form, status, layout } = page;
  if (!typing) form.elements.q.value = asked.q;
  layout.hidden = false;
  page.facets.setAttribute("aria-busy", "true");
  const waiting = setTimeout(() => mine === turn && (status.textContent = "Searching…"), 300);
  let shown = false;
  try {
    const { tables } = await load();
    const blank = !asked.q && !Object.values(asked.filters).some((values) => values.length);
    const found = blank ? { results: [], total: 0, unfiltered: 0, terms: [], left: [] } : await find(asked.q, asked.filters, asked.sort);
    const lines = await linesOf(found, 0, FIRST, tables);
    const chosen = Object.values(asked.filters).flat().length ? await loadLabels() : {};
    if (mine !== turn) return;
    clearTimeout(waiting);
    showResults(asked, found, lines, blank, tables, chosen);
    shown = true;
    await painted(); // what follows is as much to load as the first results
    dispatchEvent(new Event("answered"));
    if (mine !== turn) return;
    const labels = loadLabels();
    await grow(found, STEP - lines.length, tables);
    const counts = asked.q && !found.terms.length ? {} : await facetCounts(found, asked.filters);
    const all = await labels;
    if (mine !== turn) return;
    callByName(all);
    showFacets(asked, counts, all);
  } catch (error) {
    if (mine === turn && !shown) status.textContent = "The search index could not be loaded. Reload the page to try again.";
    throw error;
  } finally {
    clearTimeout(waiting);
    dispatchEvent(new Event("answered"));
    if (mine === turn) page.facets.setAttribute("aria-busy", "false");
  }
}

let loading;

/** The names of the values of facets, fetched once; none after a failure, and asked for again. */
function loadLabels() {
  loading ??= fetch(new URL("assets/facets.json", root)).then((answer) => answer.json()).catch(() => {
    loading = undefined;
    return {};
  });
  return loading;
}

/** Waits until a reader can see what was changed. */
const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

/** Some results from one on, as list items. */
async function linesOf(found, from, count, tables) {
  const data = await Promise.all(found.results.slice(from, from + count).map((result) => result.data()));
  return Promise.all(data.map(async (each) => resultLine(each, await excerpt(each, found.terms), tables)));
}

function resultLine({ url, meta }, text, { hues }) {
  const kind = meta.kind && element("span", { class: "search-result__kind" }, icon(meta.kind), meta.kind_name);
  const about = [meta.date ?? (meta.kind_name || "About this site"), meta.place].filter(Boolean).map((each) => element("span", {}, element("bdi", {}, each)));
  return element("li", { class: "search-result", "data-hue": hues[meta.kind] },
    element("a", { class: "search-result__title", href: url, dir: "auto" }, meta.title),
    element("p", { class: "search-result__about" }, kind, ...about, meta.grade && element("span", { class: "search-result__grade" }, meta.grade)),
    element("p", { class: "search-result__text", dir: "auto" }, ...text));
}

/** The first results; `labels` name what is chosen. */
function showResults(asked, found, lines, blank, tables, labels) {
  const { status, empty, list, more } = page;
  empty.hidden = !blank;
  status.textContent = blank ? "" : summary(asked, found);
  page.notes.replaceChildren(...notes(asked, found));
  showTools(asked, labels, blank);
  list.replaceChildren(...lines);
  more.hidden = true;
  more.onclick = async () => {
    if (more.disabled) return;
    const [next] = await grow(found, STEP, tables);
    next?.querySelector("a").focus();
  };
}

/** Adds so many results to those that are shown, and says how many are left; the new ones, none where others are shown by now. */
async function grow(found, count, tables) {
  const { list, more } = page;
  const first = list.firstChild;
  more.disabled = true;
  let next = [];
  try {
    next = await linesOf(found, list.children.length, count, tables);
  } finally {
    if (list.firstChild === first) {
      list.append(...next);
      const left = found.total - list.children.length;
      more.hidden = left <= 0;
      more.textContent = `Show ${Math.min(STEP, left)} more of ${left}`;
      more.disabled = false;
    } else next = [];
  }
  return next;
}

/** What was searched and how much was found. */
function summary({ q, filters }, found) {
  const chosen = Object.values(filters).flat().length;
  const words = q ? ` for “${found.left.length && found.total ? found.terms.map((term) => term.shown).join(" ") : q}”` : "";
  const under = chosen ? ` with ${chosen} filter${chosen > 1 ? "s" : ""}` : "";
  return `${found.total || "No"} result${found.total === 1 ? "" : "s"}${words}${under}`;
}

/** What a reader should know of a search: words left out, whom a name means, as it was typed, a way on where nothing was found. */
function notes(asked, found) {
  const { q, filters } = asked;
  const notes = [];
  if (found.loose && found.total) notes.push(element("p", {}, "No page has this phrase as it stands; these have its words."));
  if (found.left.length && found.terms.length) notes.push(element("p", {}, "No page has all words. Left out: ", element("strong", {}, found.left.join(", ")), "."));
  page.named = new Map(found.terms.filter((term) => term.id).map((term) => [term.id, element("a", { href: new URL(`actors/${term.id}/`, root) }, term.shown)]));
  const links = [...page.named.values()].flatMap((link, n) => [n ? ", " : "", link]);
  if (asked.sort) notes.push(element("p", {}, "In order of date only events are listed."));
  if (page.named.size) notes.push(element("p", {}, page.named.size > 1 ? "See also the pages of " : "See also the page of ", ...links, "."));
  if (found.total || (!q && !Object.values(filters).flat().length)) return notes;
  const dropped = element("button", { type: "button" }, found.unfiltered ? `Search without filters: ${found.unfiltered} results` : "Drop all filters");
  dropped.onclick = () => go({ ...asked, filters: {} });
  if (Object.values(filters).flat().length) notes.push(element("p", {}, found.unfiltered ? "The words are found, but not with these filters. " : "", dropped));
  if (!found.unfiltered) notes.push(element("p", {}, "Titles, summaries, accounts, names and places of all events, actors, countries and pages were searched. Try fewer words, another spelling, or ", element("a", { href: new URL("events/", root) }, "the whole chronology"), "."));
  return notes;
}

/** Calls those whom names mean as the site does. */
function callByName(labels) {
  if (labels.actor) for (const [id, link] of page.named) link.textContent = label(labels, "actor", id);
}

/** The choices made, each with a way to undo it, and the order. */
function showTools(asked, labels, blank) {
  const chips = Object.entries(asked.filters).flatMap(([facet, values]) =>
    values.map((value) => {
      const chip = element("button", { type: "button", class: "search-chip", "aria-label": `Remove filter ${FACETS[facet]}: ${label(labels, facet, value)}` }, label(labels, facet, value), element("span", { "aria-hidden": "true" }, "×"));
      chip.onclick = () => go(toggled(asked, facet, value));
      return chip;
    }));
  const select = element("select", { id: "search-sort" }, ...Object.entries(SORTS).map(([value, name]) => element("option", { value, selected: value === asked.sort }, name)));
  select.onchange = () => go({ ...state(), sort: select.value });
  const order = !blank && element("span", { class: "search-sort" }, element("label", { for: select.id }, "Order"), select);
  keepFocus(page.tools, () => page.tools.replaceChildren(...[element("div", { class: "search-chips" }, ...chips), order].filter(Boolean)));
}

const label = (labels, facet, value) => (Object.hasOwn(labels[facet] ?? {}, value) ? labels[facet][value] : value);

/** A state with one choice made or undone. */
function toggled(asked, facet, value) {
  const values = asked.filters[facet];
  return { ...asked, filters: { ...asked.filters, [facet]: values.includes(value) ? values.filter((each) => each !== value) : [...values, value] } };
}

function showFacets(asked, counts, labels) {
  const groups = Object.keys(FACETS).map((facet) => facetGroup(asked, facet, ordered(facet, counts[facet] ?? {}, asked.filters[facet], labels), labels));
  keepFocus(page.facets, () => page.facets.replaceChildren(...groups.filter(Boolean)));
}

/** The values of a facet that are chosen or lead anywhere: by their meaning's order, years from the last, others by count. */
function ordered(facet, counts, chosen, labels) {
  const values = Object.entries(counts).filter(([value, count]) => count || chosen.includes(value));
  for (const value of chosen) if (!Object.hasOwn(counts, value)) values.push([value, 0]);
  const order = Object.keys(labels[facet] ?? {});
  if (facet === "year") return values.sort(([one], [other]) => other.localeCompare(one));
  if (facet === "type" || facet === "grade") return values.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return values.sort(([one, few], [other, many]) => many - few || label(labels, facet, one).localeCompare(label(labels, facet, other)));
}

function facetGroup(asked, facet, values, labels) {
  if (!values.length) return null;
  const chosen = asked.filters[facet];
  const whole = page.whole.has(facet) || values.length <= LONG + 2;
  const shown = values.filter(([value], n) => whole || n < LONG || chosen.includes(value));
  const boxes = shown.map(([value, count]) => {
    const tick = element("input", { type: "checkbox", name: facet, value, checked: chosen.includes(value) });
    tick.onchange = () => go(toggled(state(), facet, value));
    return element("li", {}, element("label", {}, tick, element("span", {}, label(labels, facet, value)), element("span", { class: "count" }, String(count))));
  });
  const all = !whole && element("button", { type: "button", class: "search-facet__all" }, `Show all ${values.length}`);
  const group = element("fieldset", { class: "search-facet", "data-facet": facet }, element("legend", {}, FACETS[facet]), element("ul", {}, ...boxes), all);
  if (all) all.onclick = () => {
    page.whole.add(facet);
    const full = facetGroup(state(), facet, values, labels);
    group.replaceWith(full);
    full.querySelectorAll("input")[LONG].focus();
  };
  return group;
}

/** Makes a part anew, and gives the focus back to what stands for the one that had it. */
function keepFocus(part, change) {
  const had = part.contains(document.activeElement) ? document.activeElement : null;
  change();
  if (!had) return;
  const same = [...part.querySelectorAll("input, button, select")].find((each) => each.name === had.name && each.value === had.value && each.id === had.id && each.textContent === had.textContent);
  (same ?? page.form.elements.q).focus({ preventScroll: true });
}
