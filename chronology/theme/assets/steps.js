/* Leaves steps within a page to the browser: the theme fetches and swaps the whole page at the first one, and the reader's place in it is lost.
   Runs before the theme's script, so that it hears of each step first. */
{
  const page = () => location.href.split("#")[0];
  let here = page();
  let fragment = location.hash;
  let left = false;
  // Once the theme has brought another page it knows a step from a way.
  const follow = () => globalThis.location$?.subscribe(() => (left = true));
  addEventListener("DOMContentLoaded", follow);
  addEventListener("themed", follow);
  addEventListener("popstate", (event) => {
    if (!left && page() === here && location.hash !== fragment) event.stopImmediatePropagation();
    fragment = location.hash;
  });
  addEventListener(
    "click",
    (event) => {
      const link = event.target.closest?.("a[href*='#']");
      here = page();
      // The theme lets a link pass that says where it opens.
      if (link && link.href.split("#")[0] === here) link.target = "_self";
    },
    { capture: true },
  );
}
