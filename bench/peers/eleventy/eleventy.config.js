// Eleventy's way: a Markdown file an event, collections for what events are listed by, pagination for the lists' pages.
import markdownIt from "markdown-it";
import footnotes from "markdown-it-footnote";

const byDate = (a, b) => a.date - b.date || (a.fileSlug < b.fileSlug ? -1 : 1);
const events = (api) => api.getFilteredByGlob("content/events/**/*.md").sort(byDate);
const files = (api, folder) => api.getFilteredByGlob(`content/${folder}/*.md`);
const lists = ["actors", "countries", "years", "kinds", "storylines"];
const MONTHS = "January February March April May June July August September October November December".split(" ");

export default function (config) {
  config.setLibrary("md", markdownIt({ html: true }).use(footnotes));
  config.setQuietMode(true);
  config.addPassthroughCopy({ "static": "/" });
  config.addCollection("events", events);
  config.addCollection("eventById", (api) => Object.fromEntries(events(api).map((event) => [event.fileSlug, event])));
  config.addCollection("byAddress", (api) =>
    Object.fromEntries(lists.flatMap((folder) => files(api, folder).map((item) => [`${folder}/${item.fileSlug}`, item]))));
  config.addCollection("listed", (api) => {
    const found = {};
    for (const event of events(api))
      for (const folder of lists)
        for (const name of event.data[folder] ?? []) (found[`${folder}/${name}`] ??= []).push(event);
    return found;
  });
  for (const folder of lists)
    config.addCollection(folder, (api) => files(api, folder).sort((a, b) => (a.data.title < b.data.title ? -1 : 1)));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  config.addFilter("grouped", (items, by) => {
    const groups = new Map();
    for (const item of items ?? []) {
      const key = by === "month" ? MONTHS[item.date.getUTCMonth()] : String(item.date.getUTCFullYear());
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(item);
    }
    return [...groups];
  });
  return {
    dir: { input: "content", includes: "../_includes", data: "../_data", output: "_site" },
    markdownTemplateEngine: false,
    htmlTemplateEngine: "njk",
  };
}
