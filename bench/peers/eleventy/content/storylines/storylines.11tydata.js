export default {
  layout: "term.njk",
  folder: "storylines",
  permalink: (data) => `/storylines/${data.page.fileSlug}/`,
};
