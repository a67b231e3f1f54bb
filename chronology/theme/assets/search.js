/** The search box in the header, its shortcuts, and the start of the search page. */
import { element, find, icon, load } from "./search-engine.js";

const SHOWN = 6;
const PAUSE = 120;
const form = document.querySelector("[data-site-search]");
const tools = form && box(form);
document.addEventListener("keydown", shortcut);
arrive();
follow();
addEventListener("themed", follow);

/** Hears of the pages that the theme's script brings, once it is there. */
function follow() {
  globalThis.document$?.subscribe(arrive);
  globalThis.location$?.subscribe(() => tools?.depart());
}

/** Does what a new page needs, the first and every one that instant navigation brings. */
function arrive() {
  const page = document.querySelector("[data-search-page]");
  if (!page) return;
  load().catch(() => {}); // beside the page's script, which says so where it fails
  import("./search-page.js").then(({ open }) => open(page)).catch((error) => {
    dispatchEvent(new Event("answered"));
    throw error;
  });
}

/** `/` and Ctrl or Cmd with K lead to the box, or to the search page's own field where the box is not shown. */
function shortcut(event) {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const command = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!form || !(slash || command)) return;
  event.preventDefault();
  const field = [form.elements.q, document.querySelector("[data-search-page] input")].find((each) => each?.getClientRects().length);
  if (field) field.select();
  else form.parentElement.querySelector("a").click();
}

/** Makes the form's field a combobox with a list of results below it. */
function box(form) {
  const field = form.elements.q;
  const list = element("div", { id: "site-search-list", class: "site-search__list", role: "listbox", "aria-label": "Results", hidden: true });
  const said = element("span", { class: "visually-hidden", role: "status", "aria-live": "polite" });
  form.append(list, said);
  form.action = form.action; // eslint-disable-line no-self-assign -- absolute, because instant navigation changes the page's address
  const link = form.parentElement.querySelector("a");
  link.href = link.href;
  const typing = { autocomplete: "off", autocapitalize: "off", spellcheck: "false", "aria-keyshortcuts": "/ Control+K Meta+K" };
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", ...typing })) field.setAttribute(key, value);
  let turn = 0;
  let timer;

  const options = () => [...list.querySelectorAll("[role=option]")];

  /** Shows or hides the list; without a choice in it. */
  function show(shown) {
    list.hidden = !shown;
    field.setAttribute("aria-expanded", String(shown));
    choose(null);
  }

  /** Marks one option as the one that Enter opens. */
  function choose(option) {
    for (const each of options()) each.setAttribute("aria-selected", String(each === option));
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  /** Hides the list and forgets what is under way. */
  function close() {
    clearTimeout(timer);
    turn++;
    said.textContent = "";
    show(false);
  }

  /** Searches for what the field holds; an answer that comes after a newer question is thrown away. */
  async function update() {
    const query = field.value.trim();
    if (!query) return close();
    const mine = ++turn;
    try {
      const found = await find(query);
      const data = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
      const { tables } = await load();
      if (mine === turn) fill(query, found, data, tables.hues);
    } catch {
      if (mine === turn) said.textContent = "The search index could not be loaded.";
    }
  }

  /** Puts results into the list, with the way to all of them. */
  function fill(query, found, data, hues) {
    const all = new URL(form.action);
    all.searchParams.set("q", query);
    const count = found.total ? `${found.total} result${found.total === 1 ? "" : "s"}` : "No results";
    const more = element("a", { id: "site-search-all", class: "site-search__all", role: "option", href: all, tabindex: "-1" }, found.total > SHOWN ? `All ${count}` : found.total ? "Show on the search page" : `No results for “${query}”`);
    list.replaceChildren(...data.map((each, n) => line(each, n, hues)), more);
    const without = found.left.length && found.total ? ` without ${found.left.join(", ")}` : "";
    said.textContent = `${count}${without}${found.total ? `, ${data.length} shown; arrow keys choose` : ""}`;
    show(true);
  }

  /** One result in the list. */
  function line({ url, meta }, n, hues) {
    const about = [meta.date, meta.place, meta.date ? meta.grade : meta.kind_name].filter(Boolean).flatMap((each, n) => [n ? " · " : "", element("bdi", {}, each)]);
    return element("a", { id: `site-search-${n}`, class: "site-search__option", role: "option", href: url, tabindex: "-1", "data-hue": hues[meta.kind] },
      meta.kind && icon(meta.kind), element("span", { class: "site-search__title", dir: "auto" }, meta.title), element("span", { class: "site-search__about" }, ...about));
  }

  function onKey(event) {
    if (event.isComposing) return;
    const all = options();
    const at = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && !list.hidden) close();
    else if (step && list.hidden) update();
    else if (step) choose(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step] ?? null);
    else if (event.key === "Enter" && at >= 0 && !list.hidden) all[at].click();
    else return;
    event.preventDefault();
  }

  /** Another page is on its way: what is typed from now on is kept when it comes, and the focus with it. */
  function depart() {
    close();
    delete form.dataset.typing;
  }

  field.addEventListener("focus", () => load().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    form.dataset.typing = "";
    clearTimeout(timer);
    timer = setTimeout(update, PAUSE);
  });
  field.addEventListener("keydown", onKey);
  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
  form.addEventListener("submit", close);
  list.addEventListener("click", close);
  return { depart };
}
