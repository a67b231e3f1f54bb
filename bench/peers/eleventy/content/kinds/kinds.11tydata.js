export default {
  layout: "term.njk",
  folder: "kinds",
  permalink: (data) => `/kinds/${data.page.fileSlug}/`,
};
