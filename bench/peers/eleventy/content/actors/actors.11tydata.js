export default {
  layout: "term.njk",
  folder: "actors",
  permalink: (data) => `/actors/${data.page.fileSlug}/`,
};
