"""What the page of an organisation says of its members."""

import pytest

from chronology.render.records import Found, actor_pages
from chronology.render.view import View


def test_the_page_of_an_organisation_says_how_many_members_it_had_year_by_year(view: View, monkeypatch: pytest.MonkeyPatch) -> None:
    league = view.chronology.actors["harbour-league"]
    (draft, *_) = actor_pages(league, view, Found.of(view))
    assert draft.values["member_counts"] == []
    monkeypatch.setattr("chronology.render.records.COUNTED", 4)
    (draft, *_) = actor_pages(league, view, Found.of(view))
    assert draft.values["member_counts"] == [("2018", 1, 2), ("2019", 2, 2)]
