"""What machines read in a page's head: schema.org JSON-LD and Open Graph."""

from typing import Any

from markupsafe import Markup, escape
from pydantic_core import to_json

from chronology.link import Chronology, Country
from chronology.records.dates import Date
from chronology.records.model import Actor, Event
from chronology.render.page import Settings

_ACTOR_TYPES = {"person": "Person", "leader": "Person", "state-body": "GovernmentOrganization"}


_ENDINGS = {sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the element, or a line of script, within a text, and how it is written there."""


def script(data: dict[str, Any]) -> Markup:
    """A JSON-LD element; no text in it can end the element."""
    text = to_json({"@context": "https://schema.org", **data}).decode("utf-8")
    for sign, written in _ENDINGS.items():
        text = text.replace(sign, written)
    return Markup(f'<script type="application/ld+json">{text}</script>')


def open_graph(title: str, address: str, settings: Settings, kind: str = "article") -> Markup:
    """What `<title>` and the description of the page do not say: readers of Open Graph fall back on them."""
    properties = {"og:type": kind, "og:title": title, "og:url": settings.url + address}
    return Markup("\n".join([f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()]))


def breadcrumb(trail: list[tuple[str, str]], settings: Settings) -> dict[str, Any]:
    """The way from home to a page: (name, address) each. The last is the page itself, whose address is known."""
    items = [{"@type": "ListItem", "position": n, "name": name, "item": settings.url + address} for n, (name, address) in enumerate(trail, 1)]
    items[-1].pop("item")
    return {"@type": "BreadcrumbList", "itemListElement": items}


def written_head(title: str, description: str, address: str, settings: Settings) -> Markup:
    """What a hand-written page has in its head; the home page, whose address is empty, speaks for the site and its data."""
    if address:
        trail = [("Home", ""), (title, address)]
        data = [{"@type": "WebPage", "name": title, "description": description, "url": settings.url + address}, breadcrumb(trail, settings)]
    else:
        data = [_website(description, settings), _dataset(description, settings)]
    return open_graph(title, address, settings, "article" if address else "website") + "\n" + script({"@graph": data})


def _website(description: str, settings: Settings) -> dict[str, Any]:
    target = {"@type": "EntryPoint", "urlTemplate": settings.url + "search/?q={query}"}
    action = {"@type": "SearchAction", "target": target, "query-input": "required name=query"}
    site = {"@type": "WebSite", "name": settings.name, "description": description, "url": settings.url}
    return {**site, "inLanguage": settings.language, "potentialAction": action}


def _dataset(description: str, settings: Settings) -> dict[str, Any]:
    file = {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{settings.url}api/v1/events.json"}
    licence = "https://creativecommons.org/licenses/by/4.0/"
    return {"@type": "Dataset", "name": settings.name, "description": description, "url": settings.url, "license": licence, "distribution": file}


def event_data(event: Event, chronology: Chronology, settings: Settings) -> dict[str, Any]:
    """An event as schema.org sees it."""
    data: dict[str, Any] = {
        "@type": "Event",
        "@id": f"{settings.url}events/{event.id}/",
        "url": f"{settings.url}events/{event.id}/",
        "identifier": event.id,
        "name": event.title,
        "description": event.summary,
        "inLanguage": settings.language,
        "isBasedOn": [source.url for source in event.sources.values()],
        **_days(event.date),
    }
    if event.places:
        data["location"] = [_place(place, chronology) for place in event.places]
    return data


def _days(date: Date) -> dict[str, str]:
    """Start and end as ISO 8601, no more exactly than they are known; nothing for an end that is open or uncertain."""
    ends = {"startDate": date.start, "endDate": date.end if date.is_interval else None}
    return {name: part.reduced for name, part in ends.items() if part and part.reduced}


def _place(place: Any, chronology: Chronology) -> dict[str, Any]:
    data: dict[str, Any] = {"@type": "Place", "name": place.name, "address": {"@type": "PostalAddress", "addressCountry": place.country}}
    if place.lat is not None:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon}
    return data


def actor_data(actor: Actor, settings: Settings) -> dict[str, Any]:
    address = f"{settings.url}actors/{actor.id}/"
    names = [alias.name for alias in actor.aliases]
    return {"@type": _ACTOR_TYPES.get(actor.kind, "Organization"), "@id": address, "url": address, "name": actor.name, "alternateName": names}


def country_data(country: Country, settings: Settings) -> dict[str, Any]:
    return {"@type": "Country", "name": country.name, "identifier": country.code, "url": f"{settings.url}countries/{country.code.lower()}/"}
