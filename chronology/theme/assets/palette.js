/* The switch between light, dark and the system's choice, and the store in which the theme keeps it. Runs while the page is read, so that no page shows in the wrong colours first. */
{
  const MODES = [
    { media: "(prefers-color-scheme)", scheme: "default", next: "Switch to light mode" },
    { media: "(prefers-color-scheme: light)", scheme: "default", next: "Switch to dark mode" },
    { media: "(prefers-color-scheme: dark)", scheme: "slate", next: "Switch to the system's mode" },
  ];
  const here = document.currentScript;
  const element = (name, attributes) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // What the theme's own script calls.
  globalThis.__md_scope = new URL("../", here.src);
  globalThis.__md_get = (key, store = localStorage, scope = __md_scope) => JSON.parse(store.getItem(`${scope.pathname}.${key}`));
  globalThis.__md_set = (key, value, store = localStorage, scope = __md_scope) => {
    try {
      store.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
    } catch {
      // A full or closed store keeps nothing; the page works without.
    }
  };

  const form = element("form", { class: "md-header__option", "data-md-component": "palette" });
  MODES.forEach(({ media, scheme, next }, n) => {
    const colours = { "data-md-color-media": media, "data-md-color-scheme": scheme, "data-md-color-primary": "custom", "data-md-color-accent": "custom" };
    form.append(
      element("input", { class: "md-option", type: "radio", name: "__palette", id: `__palette_${n}`, "aria-label": next, ...colours }),
      element("label", { class: "md-header__button md-icon", for: `__palette_${(n + 1) % MODES.length}`, title: next, "data-mode": n, hidden: "" }),
    );
  });
  here.before(form);

  const media = __md_get("__palette")?.color?.media ?? MODES[0].media;
  const system = matchMedia(MODES[2].media).matches ? MODES[2] : MODES[1];
  const mode = MODES.slice(1).find((each) => each.media === media) ?? system;
  document.body.dataset.mdColorMedia = mode.media;
  document.body.dataset.mdColorScheme = mode.scheme;
}
