"""Records to a Chronology: order, indexes, both ends of every reference."""

from datetime import date as Day

import pytest

from chronology.link import Chronology, Membership, figures_by_kind, link, members_on, years_of
from chronology.records.dates import parse_date
from chronology.records.load import Records

IN_ORDER = ["lamps-lit-before-the-league", "harbour-conference", "tide-resolution", "storm-watch", "ferry-blockade", "lamp-count-corrected"]


def test_events_stand_in_order_of_time(chronology: Chronology) -> None:
    assert [event.id for event in chronology.events] == IN_ORDER
    assert [chronology.positions[id] for id in IN_ORDER] == list(range(6))


def test_linking_is_the_same_whatever_the_order_of_the_records(records: Records, chronology: Chronology) -> None:
    turned = Records(records.events[::-1], dict(list(records.actors.items())[::-1]), records.countries, records.vocabulary, records.moved)
    again = link(turned)
    assert again.events == chronology.events
    assert (again.ties, again.parts, again.memberships, again.by_country) == (chronology.ties, chronology.parts, chronology.memberships, chronology.by_country)


def test_the_neighbours_of_an_event_are_those_before_and_after_it(chronology: Chronology) -> None:
    first, second, *_, last = chronology.events
    assert chronology.neighbours(first) == (None, second)
    assert chronology.neighbours(second) == (first, chronology.events[2])
    assert chronology.neighbours(last) == (chronology.events[-2], None)


def ties(chronology: Chronology, id: str) -> list[tuple[str, str]]:
    return [(tie.label, tie.other.id) for tie in chronology.ties[id]]


def test_a_relation_shows_from_both_ends(chronology: Chronology) -> None:
    assert ties(chronology, "tide-resolution") == [
        ("Contradicts", "harbour-conference"),
        ("Implements", "harbour-conference"),
        ("Answered by", "storm-watch"),
    ]
    assert ties(chronology, "harbour-conference") == [
        ("Follows", "lamps-lit-before-the-league"),
        ("Contradicted by", "tide-resolution"),
        ("Implemented by", "tide-resolution"),
        ("Includes", "storm-watch"),
        ("Corrected by", "lamp-count-corrected"),
        ("Followed by", "lamp-count-corrected"),
    ]


def test_a_relation_without_a_direction_is_the_same_from_both_ends(chronology: Chronology) -> None:
    assert ("Same as", "ferry-blockade") in ties(chronology, "storm-watch")
    assert ("Same as", "storm-watch") in ties(chronology, "ferry-blockade")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019", [2019]),
        ("2019-03-04/2019-03-06", [2019]),
        ("2019-12-31/2021-01-01", [2019, 2020, 2021]),
        ("201X", list(range(2010, 2020))),
        ("../2018-11", [2018]),
        ("2020-02-10/..", [2020, 2021]),
        ("2023/..", [2023]),
    ],
)
def test_an_event_belongs_to_every_year_its_interval_touches(text: str, years: list[int]) -> None:
    assert list(years_of(parse_date(text), last_year=2021)) == years


def test_what_goes_on_stands_in_every_year_since(chronology: Chronology) -> None:
    assert [event.id for event in chronology.by_year["2021"]] == ["storm-watch", "lamp-count-corrected"]


def test_an_event_concerns_the_countries_of_its_places_state_bodies_pledges_and_members(chronology: Chronology) -> None:
    assert set(chronology.countries_by_event["harbour-conference"]) == {"NO", "FO", "IS", "IE", "DK", "LU"}
    assert set(chronology.countries_by_event["lamp-count-corrected"]) == {"LU", "NO"}
    assert [event.id for event in chronology.by_country["LU"]] == ["harbour-conference", "lamp-count-corrected"]


def test_an_event_does_not_concern_the_country_of_an_armed_group_in_it(chronology: Chronology) -> None:
    assert set(chronology.countries_by_event["tide-resolution"]) == {"FO", "IE"}


def test_every_country_that_a_record_names_is_known_by_its_name(chronology: Chronology) -> None:
    assert [(code, country.name) for code, country in chronology.countries.items()] == [
        ("DK", "Denmark"),
        ("FO", "Faroe Islands"),
        ("GL", "Greenland"),  # only in an actor's post
        ("IE", "Ireland"),
        ("LU", "Luxembourg"),
        ("NO", "Norway"),
        ("IS", "The Isle of Ice"),  # by its file
        ("GB", "United Kingdom"),  # only as who counted
        ("AX", "Åland Islands"),  # only as an armed group's
    ]


def test_an_actor_has_the_events_of_its_pledges_and_memberships_too(chronology: Chronology) -> None:
    assert [event.id for event in chronology.by_actor["harbour-league"]] == ["harbour-conference", "tide-resolution"]
    assert [event.id for event in chronology.by_actor["ashen-band"]] == ["tide-resolution", "ferry-blockade"]


def test_kinds_and_tags_stand_in_the_order_of_the_vocabulary(chronology: Chronology) -> None:
    assert list(chronology.by_kind) == ["meeting", "statement", "resolution", "attack", "deployment", "political"]
    assert list(chronology.by_tag) == ["coalition-ministerials", "civilian-harm"]


def test_an_actor_knows_its_parts(chronology: Chronology) -> None:
    assert chronology.parts == {"harbour-league": ("ashen-band", "ministry-of-tides")}


@pytest.mark.parametrize(
    ("day", "members"),
    [
        (Day(2017, 12, 31), ["ashen-band"]),  # its joining is not recorded
        (Day(2018, 1, 1), ["ashen-band", "ministry-of-tides"]),
        (Day(2019, 3, 3), ["ashen-band", "ministry-of-tides"]),
        (Day(2019, 3, 4), ["IE", "LU", "ashen-band", "ministry-of-tides"]),
        (Day(2019, 5, 16), ["IE", "LU", "ashen-band", "ministry-of-tides"]),
        (Day(2019, 5, 17), ["LU", "ministry-of-tides"]),
        (Day(2030, 1, 1), ["LU", "ministry-of-tides"]),
    ],
)
def test_who_was_a_member_on_a_day_is_known(chronology: Chronology, day: Day, members: list[str]) -> None:
    assert list(members_on(chronology.memberships, day)) == members


SINCE = {"ministry-of-tides": "2018", "IE": "2019-03-04/2019-03-06", "LU": "2019-03-04/2019-03-06"}


@pytest.mark.parametrize(
    ("day", "sure"),
    [
        (Day(2018, 12, 30), []),
        (Day(2018, 12, 31), ["ministry-of-tides"]),
        (Day(2019, 3, 5), ["ministry-of-tides"]),
        (Day(2019, 3, 6), ["IE", "LU", "ministry-of-tides"]),
        (Day(2019, 5, 17), ["LU", "ministry-of-tides"]),
    ],
)
def test_a_member_is_sure_when_the_last_day_that_its_joining_may_mean_has_come(chronology: Chronology, day: Day, sure: list[str]) -> None:
    joined = {each.member: each.joined[0].text for each in chronology.memberships if each.joined}
    assert joined == SINCE
    assert [member for member, is_sure in members_on(chronology.memberships, day).items() if is_sure] == sure


@pytest.mark.parametrize(
    ("day", "may", "sure"), [(Day(2019, 4, 30), True, True), (Day(2019, 5, 1), True, False), (Day(2019, 5, 30), True, False), (Day(2019, 5, 31), False, False)]
)
def test_who_left_in_a_month_may_have_been_a_member_up_to_its_end(chronology: Chronology, day: Day, may: bool, sure: bool) -> None:
    event = chronology.events[0]
    membership = Membership("harbour-league", "IE", (parse_date("2018"), event), (parse_date("2019-05"), event))
    assert (membership.may_last(day), membership.surely_lasts(day)) == (may, sure)
    assert members_on([membership], day) == ({"IE": sure} if may else {})


def test_a_leaving_is_paired_with_the_joining_before_it(chronology: Chronology) -> None:
    (ireland,) = [each for each in chronology.memberships if each.member == "IE"]
    assert ireland.joined is not None
    assert ireland.left is not None
    assert (ireland.joined[0].text, ireland.joined[1].id) == ("2019-03-04/2019-03-06", "harbour-conference")
    assert (ireland.left[0].text, ireland.left[1].id) == ("2019-05-17", "tide-resolution")


def test_pledges_keep_their_states_in_order(chronology: Chronology) -> None:
    assert [(entry.event.id, entry.pledge.id, entry.pledge.state) for entry in chronology.pledges] == [
        ("harbour-conference", "oil", "reduced"),
        ("harbour-conference", "keepers", None),
    ]


def test_rival_figures_stand_side_by_side_the_preferred_first(chronology: Chronology) -> None:
    figures = figures_by_kind(chronology.by_id["harbour-conference"])
    assert {what: [(figure.low, figure.high) for figure in rivals] for what, rivals in figures.items()} == {
        "members": [(13, 13), (12, 12)],
        "participants": [(30, 35), (40, None)],
        "pledged": [(1250000, 1250000)],
        "territory": [(7, 7)],
    }


def test_one_agency_in_several_papers_is_one_family(chronology: Chronology) -> None:
    assert chronology.families["harbour-conference"] == ("Ministry of Tides", "TPA", "جريدة المد")
