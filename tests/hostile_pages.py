"""Hand-written pages in which everything is an attack: front matter, headings, raw HTML, attribute lists."""

import json
from pathlib import Path

from tests.payloads import PAYLOADS

_ERRORS_BY_DESIGN = ("chronology: nowhere", "\0")


def write_pages(project: Path) -> None:
    """Adds two pages to the navigation of a copied project; what links to nowhere is no fault in it."""
    texts = [text for text in PAYLOADS if not any(part in text for part in _ERRORS_BY_DESIGN)]
    quoted = json.dumps(" ".join(texts), ensure_ascii=False)
    front = "".join(f"{key}: {quoted}\n" for key in ("title", "description", "author", "subtitle", "status"))
    attributes = '{: onclick="ran(900)" onmouseover="ran(900)" style="background:url(https://evil.example.org/900)" #__config }'
    body = "".join(f"## {text} {attributes}\n\n{text}\n{attributes}\n\n- {text}\n\n| {text} | b |\n|---|:-:|\n| {text} | b |\n\n" for text in texts)
    pages = project / "content" / "pages"
    (pages / "attack.md").write_text(f"---\n{front}---\n\n{body}", "utf-8")
    heading = f"{texts[1]} &lt;/title&gt;&lt;script&gt;ran(901)&lt;/script&gt; `<img src=x onerror=ran(902)>`"
    (pages / "attack-by-heading.md").write_text(f"# {heading}\n\nText.\n", "utf-8")
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace("      - about.md\n", "      - about.md\n      - attack.md\n      - attack-by-heading.md\n")
    assert "attack.md" in text
    config.write_text(text.replace(": warn", ": ignore"), "utf-8")
