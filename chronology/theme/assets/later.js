/* Runs the theme's script on the search page: when the first results are shown, which need none of it, or when they are waited for no longer. */
{
  const PATIENCE = 4000;
  const start = () => {
    const later = document.querySelector("script[data-later]");
    if (!later) return;
    const script = document.createElement("script");
    script.src = later.src;
    script.onload = () => {
      document.dispatchEvent(new Event("DOMContentLoaded")); // which it waits for, and which has passed
      dispatchEvent(new Event("themed"));
    };
    later.replaceWith(script);
  };
  addEventListener("answered", start);
  addEventListener("error", start, { capture: true }); // a script of the search that is not there
  setTimeout(start, PATIENCE);
  // The theme's script writes out the addresses of all links: done later, what they have loaded would be loaded again.
  addEventListener("DOMContentLoaded", () => {
    document.querySelector("link[rel='preload']").remove(); // it has served
    for (const link of document.querySelectorAll("head link")) link.href = link.href; // eslint-disable-line no-self-assign -- relative ones become absolute
  });
}
