"""What the page of an organisation says of its members."""

import re

import pytest

from chronology.render.draft import finish
from chronology.render.environment import templates
from chronology.render.records import Found, actor_pages
from chronology.render.view import View


def counts(view: View) -> list[list[str]]:
    """The rows of the table on the league's page."""
    (draft, *_) = actor_pages(view.chronology.actors["harbour-league"], view, Found.of(view))
    _, _, table = finish(draft, templates(view, "../../"), view.settings).body.partition('id="member-counts"')
    rows = re.findall(r"<tr>(.*?)</tr>", table.partition("</table>")[0], re.S)
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in rows]


def test_the_page_of_an_organisation_says_how_many_members_it_had_year_by_year(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    assert counts(view) == []
    monkeypatch.setattr("chronology.render.records.COUNTED", 4)
    assert counts(view) == [["Year", "Fewest", "Most"], ["2018", "1", "2"], ["2019", "2", "2"]]
