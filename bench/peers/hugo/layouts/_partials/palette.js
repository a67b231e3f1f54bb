var chosen = JSON.parse(localStorage.getItem("palette") || "null");
if (chosen && chosen.color) {
  if (chosen.color.media === "(prefers-color-scheme)") {
    var light = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
    var input = document.querySelector("[data-color-media='(prefers-color-scheme: " + light + ")']");
    chosen.color.scheme = input.getAttribute("data-color-scheme");
  }
  for (var key in chosen.color) document.body.setAttribute("data-color-" + key, chosen.color[key]);
}
