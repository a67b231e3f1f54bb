// The peers' pages are measured, not looked at.
document.documentElement.classList.replace("no-js", "js");
