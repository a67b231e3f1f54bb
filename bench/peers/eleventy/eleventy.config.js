// Eleventy's way: a Markdown file an event, collections for what events are listed by, filters in JavaScript for what is counted.
import markdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";

const LISTS = ["actors", "countries", "years", "kinds", "storylines"];
const LONG = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const byDate = (a, b) => a.date - b.date || (a.fileSlug < b.fileSlug ? -1 : 1);
const push = (map, key, item) => (map[key] ??= []).push(item);

export default function (config) {
  let sorted;
  const events = (api) => (sorted ??= api.getFilteredByGlob("content/events/**/*.md").sort(byDate));
  const files = (api, folder) => api.getFilteredByGlob(`content/${folder}/*.md`);
  const byId = (api) => Object.fromEntries(events(api).map((event) => [event.fileSlug, event]));
  const listed = (api) => {
    const found = {};
    for (const event of events(api))
      for (const folder of LISTS)
        for (const name of event.data[folder] ?? []) push(found, `${folder}/${name}`, event);
    return found;
  };

  config.on("eleventy.before", () => (sorted = undefined));
  config.setLibrary("md", markdownIt({ html: true }).use(footnotes));
  config.setQuietMode(true);
  config.addPassthroughCopy({ "static": "/" });

  config.addCollection("events", events);
  config.addCollection("listed", listed);
  for (const folder of LISTS)
    config.addCollection(folder, (api) => files(api, folder).sort((a, b) => (a.data.title < b.data.title ? -1 : 1)));
  config.addCollection("byAddress", (api) =>
    Object.fromEntries(LISTS.flatMap((folder) => files(api, folder).map((item) => [`${folder}/${item.fileSlug}`, item]))));
  // Before and after in time, by id.
  config.addCollection("neighbours", (api) =>
    Object.fromEntries(events(api).map((event, n, all) => [event.fileSlug, { before: all[n - 1], after: all[n + 1] }])));
  // The relations of all events as each end sees them, by id.
  config.addCollection("ties", (api) => {
    const ties = {};
    const ids = byId(api);
    for (const event of events(api))
      for (const [relation, others] of Object.entries(event.data.relations ?? {})) {
        const word = event.data.words.relations[relation];
        for (const other of others) {
          push(ties, event.fileSlug, { label: word.name, event: ids[other] });
          push(ties, other, { label: word.inverse, event });
        }
      }
    return ties;
  });
  // The pledges of all events, by the address of who made or received them.
  config.addCollection("pledges", (api) => {
    const pledges = {};
    for (const event of events(api))
      for (const pledge of event.data.pledges ?? [])
        for (const address of new Set([pledge.by, ...pledge.for])) push(pledges, address, { event, pledge });
    return pledges;
  });
  // The actors of a country and the parts of an actor, by address.
  config.addCollection("members", (api) => {
    const members = {};
    for (const actor of files(api, "actors")) {
      if (actor.data.country) push(members, `countries/${actor.data.country}`, actor);
      for (const whole of actor.data.whole ?? []) push(members, `actors/${whole}`, actor);
    }
    return members;
  });
  // The pages of long lists after their first.
  config.addCollection("more", (api) =>
    Object.entries(listed(api)).flatMap(([address, all]) => {
      const size = all[0].data.words.limits.listed;
      const pages = Math.ceil(all.length / size);
      return Array.from({ length: pages - 1 }, (_, n) => ({ address, number: n + 2, pages, events: all.slice((n + 1) * size, (n + 2) * size) }));
    }));

  config.addFilter("day", (date) => new Date(date).toISOString().slice(0, 10));
  config.addFilter("inWords", (date, uncertain) => uncertain || LONG.format(new Date(date)));
  config.addFilter("first", (items, count) => items.slice(0, count));
  config.addFilter("latest", (items, count) => items.slice(-count).reverse());
  config.addFilter("pagesOf", (items, size) => Math.ceil(items.length / size));
  config.addFilter("byLabel", (ties) => Object.entries(grouped(ties, (tie) => tie.label)));
  const headed = (events, by) => Object.entries(grouped(events, (event) => (by === "month" ? MONTH.format(event.date) : String(event.date.getUTCFullYear()))));
  config.addFilter("grouped", headed);
  config.addFilter("headings", (events, by) => headed(events, by).map(([name]) => [`group-${name.toLowerCase().replace(" ", "-")}`, name]));
  // Who else the events name, most often first.
  config.addFilter("related", (events, but, most, byAddress) => {
    const counts = new Map();
    for (const event of events) for (const id of event.data.actors) if (id !== but) counts.set(id, (counts.get(id) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, most).map(([id, count]) => ({ actor: byAddress[`actors/${id}`], count }));
  });
  // Events by kind and year of their beginning.
  config.addFilter("counted", (events, kinds) => {
    const cells = {};
    for (const event of events) {
      const year = event.date.getUTCFullYear();
      for (const key of [`${event.data.kinds[0]} ${year}`, event.data.kinds[0], year]) cells[key] = (cells[key] ?? 0) + 1;
    }
    const begin = events[0].date.getUTCFullYear();
    const years = Array.from({ length: events.at(-1).date.getUTCFullYear() - begin + 1 }, (_, n) => begin + n);
    const found = Object.keys(kinds).filter((kind) => cells[kind]);
    const most = Math.max(...found.flatMap((kind) => years.map((year) => cells[`${kind} ${year}`] ?? 0)));
    const row = (kind) => years.map((year) => cells[`${kind} ${year}`]).map((count) => ({ count, shade: count && Math.ceil((8 * count) / most) }));
    return { years, rows: found.map((kind) => ({ kind, word: kinds[kind], cells: row(kind), all: cells[kind] })), totals: years.map((year) => cells[year]) };
  });

  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}

function grouped(items, key) {
  const groups = {};
  for (const item of items) push(groups, key(item), item);
  return groups;
}
