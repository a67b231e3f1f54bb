"""The page on coverage: what is counted, and how."""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from chronology.link import Chronology
from chronology.records.vocabulary import TheatreWord, Vocabulary
from chronology.render.blocks import fill
from chronology.render.coverage import ELSEWHERE, FEW, MOST_LISTED, Coverage, Group, Theatres, country_names, coverage, theatres_of
from chronology.render.view import View
from tests.building import ROOT
from tests.models import changed

THEATRES = {"north": ["NO"], "islands": ["FO"], "far": ["AQ"]}


@pytest.fixture(scope="module")
def grouped(chronology: Chronology) -> Chronology:
    """The tiny chronology with theatres of its own."""
    words = {key: TheatreWord.model_validate({"name": key.title(), "definition": "x", "countries": codes}) for key, codes in THEATRES.items()}
    return replace(chronology, vocabulary=Vocabulary({**chronology.vocabulary.lists, "theatres": words}))


@pytest.fixture(scope="module")
def found(grouped: Chronology) -> Coverage:
    return coverage(grouped)


def counts(groups: Iterable[Group]) -> dict[str, tuple[int, int]]:
    """(events, those of one family) of every group that has any."""
    return {group.name: (group.count, group.single) for group in groups if group.count}


@pytest.mark.parametrize(
    ("event", "theatres"),
    {
        "harbour-conference": ("north", "islands"),  # it happened in both, and in countries of none
        "tide-resolution": ("islands",),
        "storm-watch": ("islands",),  # that it concerns Norway does not count where a place is known
        "lamp-count-corrected": ("north",),  # it has no place; it concerns Norway and Luxembourg
        "lamps-lit-before-the-league": (ELSEWHERE,),
    }.items(),
)
def test_an_event_belongs_to_the_theatres_of_its_places_else_of_its_countries(grouped: Chronology, event: str, theatres: tuple[str, ...]) -> None:
    assert theatres_of(grouped.by_id[event], grouped, Theatres(grouped)) == theatres


def test_events_are_counted_by_year_kind_and_theatre_with_those_of_one_family(found: Coverage) -> None:
    assert counts(found.years.values()) == {"2018": (1, 1), "2019": (2, 1), "2020": (2, 2), "2021": (1, 1)}
    assert counts(found.theatres.values()) == {"North": (2, 1), "Islands": (4, 3), "Elsewhere": (1, 1)}
    assert counts(found.kinds.values()) == {name: (1, name != "Meetings") for name in (group.name for group in found.kinds.values() if group.count)}
    assert sum(group.count for group in found.kinds.values()) == 6


def test_a_table_counts_an_event_in_each_of_its_theatres_and_once_in_all(found: Coverage) -> None:
    rows = {key: [cell.count for cell in cells] for key, cells, _ in found.by_theatre.rows}
    assert found.by_theatre.years == ["2018", "2019", "2020", "2021"]
    assert rows == {"north": [0, 1, 0, 1], "islands": [0, 2, 2, 0], "far": [0, 0, 0, 0], ELSEWHERE: [1, 0, 0, 0]}
    assert [cell.count for cell in found.by_theatre.totals] == [1, 2, 2, 1]


def test_every_row_of_a_table_has_its_group(found: Coverage) -> None:
    for chart, groups in ((found.by_theatre, found.theatres), (found.by_kind, found.kinds)):
        assert [(key, total) for key, _, total in chart.rows] == [(key, group.count) for key, group in groups.items()]


@pytest.mark.parametrize(("single", "count", "share"), [(0, 300, 0), (1, 300, 1), (150, 300, 50), (300, 300, 100), (0, 0, 0)])
def test_a_share_is_rounded_up_so_that_some_is_never_none(single: int, count: int, share: int) -> None:
    assert Group("x", "", "", count, single).share == share


def test_what_has_few_events_is_thin_but_elsewhere_is_not(found: Coverage) -> None:
    assert [group.name for group in found.thin(found.theatres)] == ["North", "Islands", "Far"]
    assert [group.name for group in found.thin({"a": Group("A", "", "", FEW, 0), "b": Group("B", "", "", FEW - 1, 0)})] == ["B"]


def test_rival_figures_and_disputes_are_counted(found: Coverage) -> None:
    told = found.disagreement
    assert (told.events, told.figures, told.preferred, told.unpreferred, told.disputes) == (1, 2, 1, 1, 2)
    assert [event.id for event in told.open.events] == ["harbour-conference"]


def test_events_of_one_family_are_listed_newest_first_up_to_a_number(found: Coverage, grouped: Chronology) -> None:
    ids = ["lamp-count-corrected", "ferry-blockade", "storm-watch", "tide-resolution", "lamps-lit-before-the-league"]
    assert ([event.id for event in found.single.events], found.single.more) == (ids, 0)
    single = grouped.by_id["tide-resolution"]
    many = coverage(replace(grouped, events=(single,) * (MOST_LISTED + 4))).single
    assert (len(many.events), many.more, many.count) == (MOST_LISTED, 4, MOST_LISTED + 4)


def test_a_text_is_counted_once_by_its_address_as_it_was_read_most(grouped: Chronology, found: Coverage) -> None:
    of_events = {source.url for event in grouped.events for source in event.sources.values()}
    of_actors = {source.url for actor in grouped.actors.values() for source in actor.sources.values()}
    of_countries = {source.url for country in grouped.countries.values() for source in country.sources.values()}
    assert found.texts.count == len(of_events | of_actors | of_countries) == 14
    assert (found.texts.readings, found.texts.languages) == ({"full": 9, "beginning": 2, "excerpt": 3}, {"en": 11, "nb": 2, "ar": 1})
    event = grouped.by_id["tide-resolution"]
    (source,) = event.sources.values()
    twice = changed(event, sources={"a": changed(source, read="excerpt"), "b": source, "c": changed(source, read="beginning")})
    alone = coverage(replace(grouped, events=(twice,), actors={}, countries={})).texts
    assert (alone.count, alone.readings) == (1, {"full": 1, "beginning": 0, "excerpt": 0})


def test_the_newest_source_and_the_last_review_are_told(found: Coverage) -> None:
    assert found.texts.newest is not None
    assert found.texts.newest.title == "Who blocks the ferries"
    assert found.texts.reviewed is not None
    assert found.texts.reviewed.text == "2022-01-02"
    assert found.texts.families == 5


def test_countries_are_named_in_order_and_lead_to_their_pages_where_they_have_one(grouped: Chronology) -> None:
    assert country_names(["NO", "AQ", "FO"], grouped) == [("Antarctica", ""), ("Faroe Islands", "countries/fo/"), ("Norway", "countries/no/")]


def test_an_empty_chronology_has_a_page_too(view: View, grouped: Chronology) -> None:
    none = replace(grouped, events=(), actors={}, countries={}, by_kind={}, by_year={}, families={})
    html = fill("<!-- chronology: coverage -->", replace(view, chronology=none), "../").html
    assert "0 events of 0 rest on one family" in html
    assert "Newest event" not in html


def test_the_page_leads_to_years_kinds_events_and_to_contributing(view: View, grouped: Chronology) -> None:
    html = fill("<!-- chronology: coverage -->", replace(view, chronology=grouped), "../").html
    for address in ("years/2019/", "kinds/meeting/", "events/storm-watch/", "contribute/", "countries/fo/"):
        assert f'href="../{address}"' in html
    assert html.count("<table") == html.count("<caption>") == 6
    assert '<th scope="row">Far</th><td></td><td></td><td></td><td></td><td class="matrix__total">0</td>' in html


def test_every_country_of_the_vocabulary_has_one_theatre(view: View) -> None:
    codes = [code for word in view.chronology.vocabulary.words("theatres").values() for code in word.countries]
    assert len(codes) == len(set(codes))


@pytest.mark.site
def test_the_table_of_contents_lists_written_and_made_headings_in_their_order(site: Path) -> None:
    html = (site / "coverage" / "index.html").read_text("utf-8")
    contents = re.search(r'data-md-component="toc".*?</nav>', html, re.DOTALL)
    assert contents
    assert re.findall(r'href="#([^"]+)"', contents[0]) == re.findall(r'<h2 id="([^"]+)"', html)
    assert "<ul" not in contents[0], "a heading is nested in another"


def test_the_page_stands_in_the_navigation_after_the_sources() -> None:
    assert "      - sources.md\n      - coverage.md\n" in (ROOT / "mkdocs.yml").read_text("utf-8")
