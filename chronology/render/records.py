"""A page for every record: events, actors, countries, years, kinds, storylines, tombstones."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from chronology.link import Country, LedgerEntry
from chronology.records.model import Actor, Event, Moved
from chronology.render import structured
from chronology.render.environment import environment
from chronology.render.headings import headings
from chronology.render.page import Page
from chronology.render.prose import prose
from chronology.render.view import View
from chronology.render.words import month, plural, when

ROOT = "../../"
"""All records' pages stand two folders deep."""
Trail = list[tuple[str, str]]


def pages(view: View) -> Iterator[Page]:
    """Every record's page, in a fixed order."""
    env = environment(view, ROOT)
    chronology = view.chronology
    for event in chronology.events:
        yield _event(event, view, env)
    for actor in chronology.actors.values():
        yield _actor(actor, view, env)
    for country in chronology.countries.values():
        yield _country(country, view, env)
    yield from _years(view, env)
    yield from _kinds(view, env)
    yield from _storylines(view, env)
    for moved in chronology.moved:
        yield _moved(moved, view, env)


def _page(env: Environment, template: str, address: str, trail: Trail, head: Markup, edit: str, summary: str, **values: Any) -> Page:
    title = trail[-1][0]
    html = Markup(env.get_template(template).render(trail=trail, **values))
    return Page(address, title, summary, html, head, headings(html), edit)


def _head(view: View, title: str, description: str, address: str, trail: Trail, data: dict[str, Any], kind: str = "article") -> Markup:
    crumbs = structured.breadcrumb(trail, view.settings)
    return Markup("\n").join([structured.open_graph(title, description, address, view.settings, kind), structured.script({"@graph": [data, crumbs]})])


def _short(text: str, length: int = 155) -> str:
    """The beginning of a text, whole words, for a description."""
    return text if len(text) <= length else text[: length - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def _event(event: Event, view: View, env: Environment) -> Page:
    address = f"events/{event.id}/"
    year = str(event.date.year)
    trail = [("Home", ""), ("Chronology", "events/"), (year, f"years/{year}/"), (event.title, address)]
    description = _short(f"{when(event.date)}: {event.summary}")
    before, after = view.chronology.neighbours(event)
    data = structured.event_data(event, view.chronology, view.settings)
    return _page(
        env,
        "event.html.jinja",
        address,
        trail,
        _head(view, event.title, description, address, trail, data),
        event.origin.path,
        description,
        kind_of_record="event",
        event=event,
        account=view.prose(event),
        map=view.event_map(event),
        before=before,
        after=after,
        ties=view.chronology.ties.get(event.id, ()),
    )


def _ledger(view: View, party: str) -> Sequence[LedgerEntry]:
    return [entry for entry in view.chronology.pledges if party == entry.pledge.by or party in entry.pledge.for_]


def _actor(actor: Actor, view: View, env: Environment) -> Page:
    chronology = view.chronology
    address = f"actors/{actor.id}/"
    trail = [("Home", ""), ("Actors", "actors/"), (actor.name, address)]
    events = chronology.by_actor.get(actor.id, ())
    description = view.prose(actor)
    summary = _short(f"{actor.name}: {plural(len(events), 'event')} in the chronology. {' '.join(Markup(description.html).striptags().split())}")
    return _page(
        env,
        "actor.html.jinja",
        address,
        trail,
        _head(view, actor.name, summary, address, trail, structured.actor_data(actor, view.settings), "profile"),
        actor.origin.path,
        summary,
        kind_of_record="actor",
        actor=actor,
        description=description,
        events=events,
        pledges=_ledger(view, actor.id),
        related=view.related_actors(events, actor.id),
        members=view.memberships(organisation=actor.id),
        member_of=view.memberships(member=actor.id),
        parts=chronology.parts.get(actor.id, ()),
        map=view.map_of(events),
        chart=view.matrix(events),
    )


def _country(country: Country, view: View, env: Environment) -> Page:
    chronology = view.chronology
    address = f"countries/{country.code.lower()}/"
    trail = [("Home", ""), ("Countries", "countries/"), (country.name, address)]
    events = chronology.by_country.get(country.code, ())
    summary = f"{country.name} in the chronology of the Coalition against Daesh: {plural(len(events), 'event')} by year and kind, with sources."
    return _page(
        env,
        "country.html.jinja",
        address,
        trail,
        _head(view, country.name, summary, address, trail, structured.country_data(country, view.settings)),
        f"content/countries/{country.code}.yml",
        summary,
        kind_of_record="country",
        country=country,
        description=prose(country.description, country.sources),
        events=events,
        pledges=_ledger(view, country.code),
        actors=[actor for actor in chronology.actors.values() if actor.country == country.code],
        related=view.related_actors(events),
        memberships=view.memberships(member=country.code),
        map=view.map_of(events, country.code),
        chart=view.matrix(events),
    )


def _listing(view: View, env: Environment, address: str, trail: Trail, edit: str, counted: Sequence[Event], definition: str, **values: Any) -> Page:
    title = trail[-1][0]
    description = _short(f"{title}: {plural(len(counted), 'event')}. {definition}")
    data = {"@type": "CollectionPage", "name": title, "description": description, "url": view.settings.url + address}
    return _page(
        env,
        "listing.html.jinja",
        address,
        trail,
        _head(view, title, description, address, trail, data),
        edit,
        description,
        kind_of_record="list",
        definition=definition,
        title=title,
        related=view.related_actors(counted),
        map=view.map_of(counted),
        **values,
    )


def _months(events: Sequence[Event]) -> Iterator[tuple[str, str, Sequence[Event]]]:
    """Events of one year under the month they begin in; those of which only the year is known come first."""

    def key(event: Event) -> int:
        part = event.date.start or event.date.end
        return part.earliest.month if part and part.unit in ("day", "month") else 0

    for number, group in groupby(sorted(events, key=key), key):
        yield month(number) if number else "In the year", f"month-{number}", tuple(group)


def _years(view: View, env: Environment) -> Iterator[Page]:
    by_year = view.chronology.by_year
    years = list(by_year)
    for n, year in enumerate(years):
        begun = [event for event in by_year[year] if str(event.date.year) == year]
        continuing = [event for event in by_year[year] if str(event.date.year) != year]
        address = f"years/{year}/"
        neighbours = [(years[m], f"years/{years[m]}/") if 0 <= m < len(years) else None for m in (n - 1, n + 1)]
        yield _listing(
            view,
            env,
            address,
            [("Home", ""), ("Years", "years/"), (year, address)],
            f"content/events/{year}",
            begun,
            f"{plural(len(begun), 'event')} of {year}, by month.",
            kicker="Year",
            events=list(_months(begun)),
            continuing=continuing,
            chart=None,
            before=neighbours[0],
            after=neighbours[1],
        )


def _by_year(events: Sequence[Event]) -> list[tuple[str, str, Sequence[Event]]]:
    return [(str(year), f"year-{year}", tuple(group)) for year, group in groupby(events, lambda event: event.date.year)]


def _kinds(view: View, env: Environment) -> Iterator[Page]:
    for kind, events in view.chronology.by_kind.items():
        word = view.word("kinds", kind)
        address = f"kinds/{kind}/"
        trail = [("Home", ""), ("Kinds", "kinds/"), (word.plural, address)]
        edit = "content/vocabulary/kinds.yml"
        yield _listing(
            view,
            env,
            address,
            trail,
            edit,
            events,
            word.definition,
            kicker="Kind of event",
            events=_by_year(events),
            continuing=(),
            chart=None,
            before=None,
            after=None,
        )


def _storylines(view: View, env: Environment) -> Iterator[Page]:
    for tag, events in view.chronology.by_tag.items():
        word = view.word("tags", tag)
        address = f"storylines/{tag}/"
        trail = [("Home", ""), ("Storylines", "storylines/"), (word.name, address)]
        yield _listing(
            view,
            env,
            address,
            trail,
            "content/vocabulary/tags.yml",
            events,
            word.definition,
            kicker="Storyline" if word.storyline else "Theme",
            events=_by_year(events),
            continuing=(),
            chart=view.matrix(events),
            before=None,
            after=None,
        )


def _moved(moved: Moved, view: View, env: Environment) -> Page:
    folder = f"{moved.record}s"
    address = f"{folder}/{moved.id}/"
    target = f"{folder}/{moved.to}/" if moved.to else None
    chronology = view.chronology
    target_title = None
    if moved.to:
        target_title = chronology.by_id[moved.to].title if moved.record == "event" else chronology.actors[moved.to].name
    trail = [("Home", ""), ("Chronology", "events/"), (moved.id, address)]
    head = Markup('<meta name="robots" content="noindex">')
    if target:
        head += Markup('<meta http-equiv="refresh" content="0; url={}">').format(f"{ROOT}{target}")
    return _page(
        env,
        "moved.html.jinja",
        address,
        trail,
        head,
        "content/moved.yml",
        f"What became of {moved.id}.",
        kind_of_record="moved",
        moved=moved,
        target=target,
        target_title=target_title,
    )
