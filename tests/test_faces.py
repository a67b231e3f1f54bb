"""What other pages show of a record: its file without its prose."""

from pathlib import Path

import pytest

from chronology.records.load import RecordFile, read_record
from chronology.records.model import Actor, Event, Record
from chronology.records.vocabulary import Vocabulary
from tests.building import copy_tiny

SOURCES = "sources:\n  a: {title: A, publisher: P, url: 'https://a.example/', language: en, consulted: 2022-01-02, read: full}\n"
HEAD = "title: Storm watch begins\nkind: deployment\ndate: 2020-02-10\nsummary: Keepers were sent.\ngrade: claimed\n"


@pytest.fixture
def face(tmp_path: Path, vocabulary: Vocabulary) -> "Face":
    return Face(tmp_path, vocabulary)


class Face:
    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self.folder, self.vocabulary = folder, vocabulary

    def __call__(self, text: str, model: type[Record] = Event) -> tuple[str, bytes]:
        """The prose and the face of the record that a text holds."""
        path = self.folder / "watch.yml"
        path.write_text(text, "utf-8")
        record = read_record(RecordFile(str(path), "content/watch.yml", model), self.folder, self.vocabulary).record
        assert record, text
        return record.prose, record.face


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("account: |\n  One.[^a]\n", "account: |\n  Another.[^a]\n"),
        ("account: |\n  One.[^a]\n", "account: |\n    Another.[^a]\n\n\n      More.[^a]\n"),
        ("account: |\n\n  One.[^a]\n\n", "account: |\n\n  Two.[^a]\n\n"),
        ("account: |\n  One.[^a]\n", "account: |\n  # No heading.[^a]\n"),
    ],
)
def test_another_account_leaves_it(face: Face, one: str, other: str) -> None:
    for place in (1, 2):
        found = [face("".join([*(HEAD, SOURCES)[:place], account, *(HEAD, SOURCES)[place:]])) for account in (one, other)]
        assert found[0][0] != found[1][0]
        assert found[0][1] == found[1][1]


WHOLE = f"{HEAD}account: |\n  One.[^a]\n{SOURCES}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Storm watch", "Gale watch"),
        ("Keepers were", "Nobody was"),
        ("deployment", "meeting"),
        ("2022-01-02", "2022-01-03"),
        ("title: A", "title: B"),
        ("grade: claimed", "grade: disputed"),
        ("account: |\n", "account: >\n"),
        ("account: |\n", "account: |-\n"),
        ("account: |\n  One.[^a]\n", "account: One.[^a]\n"),
        ("account: |\n  One.[^a]\n", 'account: "One.[^a]"\n'),
        ("account: |\n", "identifiers: {wikidata: Q1}\naccount: |\n"),
        ("sources:\n", "# A remark.\nsources:\n"),
    ],
)
def test_anything_else_changes_it(face: Face, old: str, new: str) -> None:
    assert old in WHOLE
    assert face(WHOLE)[1] != face(WHOLE.replace(old, new, 1))[1]


@pytest.mark.parametrize("account", ["account: |\n  One.[^a]\n", "account: >\n  One.[^a]\n", "account: One.[^a]\n"])
@pytest.mark.parametrize("first", [True, False])
def test_what_only_looks_like_the_account_is_not_left_out(face: Face, account: str, first: bool) -> None:
    """Quoted text may go on without an indent."""

    def text(said: str, account: str) -> str:
        summary = f'summary: "Keepers\naccount: |\n  {said}\n  "\n'
        parts = (summary, account) if first else (account, summary)
        return HEAD.replace("summary: Keepers were sent.\n", "") + "".join(parts) + SOURCES

    accounts = account, account.replace("One", "Two")
    found = [{face(text(said, each))[1] for each in accounts} for said in ("One.[^a]", "Two.[^a]")]
    assert found[0].isdisjoint(found[1])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("account: | went out\n  One.[^a]\n", "account: | stayed in\n  One.[^a]\n"),
        ("account: |\n  One.[^a]\\\n", "account: |\n  One.[^a]\\ \n"),
    ],
)
@pytest.mark.parametrize("account", ["account: >\n  One.[^a]\n", 'account: "One.[^a]"\n', "account: >\n  One.[^a]\\\n"])
def test_nothing_in_quotation_marks_is_passed_over(face: Face, one: str, other: str, account: str) -> None:
    head = HEAD.replace("summary: Keepers were sent.\n", "")
    assert face(f'{head}summary: "Keepers\n{one}went."\n{account}{SOURCES}')[1] != face(f'{head}summary: "Keepers\n{other}went."\n{account}{SOURCES}')[1]


def test_what_stands_in_no_block_changes_it(face: Face) -> None:
    assert face(WHOLE.replace("|\n  One.[^a]", "One.[^a]"))[1] != face(WHOLE.replace("|\n  One.[^a]", "Two.[^a]"))[1]


def test_the_path_is_part_of_it_and_so_is_nothing_of_other_records(tmp_path: Path, vocabulary: Vocabulary) -> None:
    content = copy_tiny(tmp_path / "content")
    path = content / "actors" / "mara-quill.yml"
    faces = [read_record(RecordFile(str(path), name, Actor), content, vocabulary).record for name in ("content/a.yml", "content/b.yml", "content/a.yml")]
    assert len({record.face for record in faces if record}) == 2
