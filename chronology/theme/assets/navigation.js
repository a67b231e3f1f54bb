/* What the keyboard and screen readers miss in the theme: a menu button, and word of a new page after instant navigation. */

const drawer = document.querySelector("[data-md-toggle='drawer']");
const button = document.querySelector(".md-header label[for='__drawer']");
if (drawer && button) menu(drawer, button);
arrivals();
addEventListener("themed", arrivals);

/** Makes the label that opens the drawer a button. */
function menu(drawer, button) {
  const tell = () => button.setAttribute("aria-expanded", String(drawer.checked));
  const toggle = (open) => {
    drawer.checked = open;
    drawer.dispatchEvent(new Event("change"));
  };
  for (const [name, value] of Object.entries({ role: "button", tabindex: "0", "aria-label": "Menu" })) button.setAttribute(name, value);
  tell();
  drawer.addEventListener("change", tell);
  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    toggle(!drawer.checked);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    toggle(false);
    button.focus();
  });
}

/** Moves the focus to the heading of each page that instant navigation brings, so that it is read out; not from somebody who is typing a search. */
function arrivals() {
  let first = true;
  window.document$?.subscribe(() => {
    const heading = document.querySelector("article h1");
    if (!first && heading && !location.hash && !document.activeElement?.closest("[data-search-page], [data-typing]")) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
    first = false;
  });
}
