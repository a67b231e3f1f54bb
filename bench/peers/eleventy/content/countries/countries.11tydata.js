export default {
  layout: "term.njk",
  folder: "countries",
  permalink: (data) => `/countries/${data.page.fileSlug}/`,
};
