"""The pages of events, actors, countries and tombstones."""

from collections.abc import Sequence

from markupsafe import Markup

from chronology.link import Country, LedgerEntry
from chronology.records.model import Actor, Event, Moved
from chronology.render import structured
from chronology.render.draft import GUIDE, Draft, Trail, short
from chronology.render.prose import prose
from chronology.render.view import View
from chronology.render.words import plural, when


def event_page(event: Event, view: View) -> Draft:
    """What happened, where, who, how many, who says so, what led to it."""
    year = str(event.date.year)
    before, after = view.chronology.neighbours(event)
    return Draft(
        "event.html.jinja",
        "event",
        [("Home", ""), ("Chronology", "events/"), (year, f"years/{year}/"), (event.title, f"events/{event.id}/")],
        short(f"{when(event.date)}: {event.summary}"),
        event.origin.path,
        {
            "event": event,
            "account": view.prose(event),
            "map": view.event_map(event),
            "before": before,
            "after": after,
            "ties": view.chronology.ties.get(event.id, ()),
        },
        structured.event_data(event, view.chronology, view.settings),
    )


def actor_page(actor: Actor, view: View) -> Draft:
    """Who they are and what they had to do with."""
    chronology = view.chronology
    events = chronology.by_actor.get(actor.id, ())
    description = view.prose(actor)
    return Draft(
        "actor.html.jinja",
        "actor",
        [("Home", ""), ("Actors", "actors/"), (actor.name, f"actors/{actor.id}/")],
        short(f"{actor.name}: {plural(len(events), 'event')} in the chronology. {description.text}"),
        actor.origin.path,
        {
            "actor": actor,
            "description": description,
            "events": events,
            "pledges": _ledger(view, actor.id),
            "related": view.related_actors(events, actor.id),
            "members": view.memberships(organisation=actor.id),
            "member_of": view.memberships(member=actor.id),
            "parts": chronology.parts.get(actor.id, ()),
            "map": view.map_of(events),
            "chart": view.matrix(events),
        },
        structured.actor_data(actor, view.settings),
        "profile",
    )


def country_page(country: Country, view: View) -> Draft:
    """What a country has to do with the conflict."""
    chronology = view.chronology
    code = country.code
    events = chronology.by_country.get(code, ())
    return Draft(
        "country.html.jinja",
        "country",
        [("Home", ""), ("Countries", "countries/"), (country.name, f"countries/{code.lower()}/")],
        f"{country.name} in the chronology of the Coalition against Daesh: {plural(len(events), 'event')} by year and kind, with sources.",
        country.file.origin.path if country.file else GUIDE,
        {
            "country": country,
            "description": prose(country.description, country.sources),
            "events": events,
            "pledges": _ledger(view, code),
            "actors": [actor for actor in chronology.actors.values() if actor.country == code],
            "related": view.related_actors(events),
            "memberships": view.memberships(member=code),
            "map": view.map_of(events, code),
            "chart": view.matrix(events),
        },
        structured.country_data(country, view.settings),
    )


def moved_page(moved: Moved, view: View, root: str) -> Draft:
    """What became of an id: where its content stands now, or that it was withdrawn."""
    chronology = view.chronology
    folder = f"{moved.record}s"
    target = f"{folder}/{moved.to}/" if moved.to else None
    title = None
    if moved.to:
        title = chronology.by_id[moved.to].title if moved.record == "event" else chronology.actors[moved.to].name
    head = Markup('<meta name="robots" content="noindex">')
    if target:
        head += Markup('<meta http-equiv="refresh" content="0; url={}">').format(root + target)
    trail: Trail = [("Home", ""), ("Chronology", "events/") if moved.record == "event" else ("Actors", "actors/"), (moved.id, f"{folder}/{moved.id}/")]
    values = {"moved": moved, "target": target, "target_title": title}
    return Draft("moved.html.jinja", "moved", trail, f"What became of {moved.id}.", "content/moved.yml", values, head=head)


def _ledger(view: View, party: str) -> Sequence[LedgerEntry]:
    return [entry for entry in view.chronology.pledges if party == entry.pledge.by or party in entry.pledge.for_]
