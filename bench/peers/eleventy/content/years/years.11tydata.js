export default {
  layout: "term.njk",
  folder: "years",
  permalink: (data) => `/years/${data.page.fileSlug}/`,
};
