"""Two states of a small chronology beside each other."""

from pathlib import Path

from chronology.diff.compare import compare
from chronology.diff.report import Report
from chronology.records.load import load
from chronology.records.revision import touched
from tests.building import copy_tiny
from tests.repositories import Edits, edit

PIER = """\
title: A fire closes the pier
kind: attack
date: 2021-06
summary: A fire closed the pier at Bergen, and the ministry counted the dead.
places:
  - {name: Bergen, country: "NO", lat: 60.39, lon: 5.32, precision: city}
actors:
  - {id: ashen-band, role: claimed-by, sources: [gazette]}
  - {id: "NO", role: target}
account: |
  The fire began at night and closed the pier.[^gazette]

  The ministry said that 30 people had died and that the pier would open again.[^gazette]
figures:
  - {what: killed, value: 30, by: ministry-of-tides, as-of: 2021-06, sources: [gazette]}
  - {what: injured, min: 5, max: 9, sources: [gazette]}
pledges:
  - id: us-436m
    by: US
    for: ["NO"]
    form: grant
    purpose: humanitarian
    amount: 436000000
    currency: USD
    sources: [gazette]
    history:
      - {date: 2021-06-28, state: announced, sources: [gazette]}
disputes:
  - question: Who lit the fire
    positions:
      - {says: The band did., sources: [gazette]}
      - {says: Nobody did., sources: [gazette]}
relations:
  follows: [ferry-blockade]
sources:
  gazette: {title: The pier burns, publisher: Tide Gazette, url: "https://gazette.example.org/pier", language: en, consulted: 2022-01-02, read: full}
grade: claimed
identifiers: {wikidata: Q42}
tags: [civilian-harm]
"""
SECOND = '  ap: {title: Fire in Bergen, publisher: Associated Press, url: "https://ap.example.org/pier", language: en, consulted: 2022-01-02, read: full}\n'
EVENT = "events/2021/pier-fire.yml"


def changed(text: str, *pairs: tuple[str, str]) -> str:
    """`text` with every first text of `pairs`, which it must hold, replaced by its second."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


def reported(folder: Path, before: Edits, after: Edits, head: str = "proposal") -> Report:
    """The diff of the tiny chronology with `before` laid over it and then `after` over that."""
    one, other = copy_tiny(folder / "before" / "content"), copy_tiny(folder / "after" / "content")
    edit(one, before)
    edit(other, before)
    edit(other, after)
    return Report(compare(load(one), load(other)), "main", head, touched(one, other), "https://tiny.example/")
