"""What is kept: only what this user's programs wrote, whole and by the same version, is read again."""

import os
import pickle
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from chronology import cache as module
from chronology.cache import Cache, cache_of, code_version

KEY = bytes(range(32))
VERSION = b"version"
VALUE = {"a": [1, "two"], "b": b"three" * 40}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache", KEY)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A user who has built nothing so far."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    module._key.cache_clear()
    yield tmp_path / "home"
    module._key.cache_clear()


def project(tmp_path: Path) -> Path:
    """The content folder of a project."""
    content = tmp_path / "project" / "content"
    content.mkdir(parents=True, exist_ok=True)
    return content


def key_of(home: Path) -> Path:
    return home / ".cache" / "chronology" / "key"


def test_what_was_kept_is_read_again(cache: Cache) -> None:
    assert cache.read("x", VERSION) is None
    cache.write("x", VERSION, VALUE)
    assert cache.read("x", VERSION) == VALUE
    assert cache.read("y", VERSION) is None
    assert sorted(path.name for path in cache.folder.iterdir()) == [".gitignore", "x"]
    assert (cache.folder / ".gitignore").read_text() == "*\n"


def test_what_another_version_kept_is_not_read(cache: Cache) -> None:
    cache.write("x", VERSION, VALUE)
    assert cache.read("x", b"versioo") is None


def test_what_was_made_with_another_key_is_not_read(cache: Cache) -> None:
    Cache(cache.folder, bytes(32)).write("x", VERSION, VALUE)
    assert cache.read("x", VERSION) is None


def test_without_a_key_nothing_is_read_or_kept(cache: Cache) -> None:
    cache.write("x", VERSION, VALUE)
    without = Cache(cache.folder, None)
    assert without.read("x", VERSION) is None
    without.write("y", VERSION, VALUE)
    assert not (cache.folder / "y").exists()


def test_a_file_that_was_cut_short_anywhere_is_not_read(cache: Cache) -> None:
    cache.write("x", VERSION, VALUE)
    file = cache.folder / "x"
    whole = file.read_bytes()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert cache.read("x", VERSION) is None, length
    file.write_bytes(whole + b"\0")
    assert cache.read("x", VERSION) is None


def test_a_file_with_one_other_byte_is_not_read(cache: Cache) -> None:
    cache.write("x", VERSION, VALUE)
    file = cache.folder / "x"
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert cache.read("x", VERSION) is None, at


class Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.path,)


def test_what_strangers_put_there_never_runs(cache: Cache, tmp_path: Path) -> None:
    trap = pickle.dumps(Trap(str(tmp_path / "sprung")))
    cache.folder.mkdir()
    stranger = Cache(cache.folder, b"a stranger's key" * 2)
    for data in (trap, bytes(32) + trap, stranger._mac(trap, VERSION) + trap, KEY + trap):
        (cache.folder / "x").write_bytes(data)
        assert cache.read("x", VERSION) is None
    assert not (tmp_path / "sprung").exists()
    pickle.loads(trap)
    assert (tmp_path / "sprung").exists()


@pytest.mark.parametrize("stands", ["a folder", "a pipe", "a link to a device", "a link to a kept file"])
def test_what_is_no_plain_file_is_not_read_and_is_replaced_where_that_can_be(cache: Cache, tmp_path: Path, stands: str) -> None:
    cache.write("other", VERSION, VALUE)
    file = cache.folder / "x"
    if stands == "a folder":
        file.mkdir()
    elif stands == "a pipe":
        os.mkfifo(file)
    else:
        file.symlink_to("/dev/zero" if stands == "a link to a device" else cache.folder / "other")
    assert cache.read("x", VERSION) is None
    cache.write("x", VERSION, "new")
    assert cache.read("x", VERSION) == (None if stands == "a folder" else "new")
    assert cache.read("other", VERSION) == VALUE
    assert not [path for path in cache.folder.iterdir() if path.name.endswith(".draft")]


def test_a_folder_that_cannot_be_made_or_is_a_file_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/proc/nowhere")):
        cache = Cache(folder, KEY)
        cache.write("x", VERSION, VALUE)
        assert cache.read("x", VERSION) is None
        assert cache.written("x") == 0
    assert (tmp_path / "file").read_text() == "mine"


def test_nothing_is_written_through_a_link_that_stands_where_a_draft_would(cache: Cache, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.write_text("mine")
    cache.write("x", VERSION, VALUE)
    (cache.folder / f"x.{os.getpid()}.draft").symlink_to(mine)
    cache.write("x", VERSION, "new")
    assert mine.read_text() == "mine"
    assert not mine.is_symlink()
    assert cache.read("x", VERSION) == "new"


@pytest.mark.parametrize("link", [".cache", ".cache/chronology"])
@pytest.mark.parametrize("there", [True, False])
def test_a_cache_that_is_a_link_is_not_used(home: Path, tmp_path: Path, link: str, there: bool) -> None:
    content, elsewhere = project(tmp_path), tmp_path / "elsewhere"
    own = cache_of(content)
    own.write("x", VERSION, VALUE)
    assert cache_of(content).read("x", VERSION) == VALUE
    if there:
        (content.parent / link).rename(elsewhere)
    else:
        (content.parent / ".cache").rename(tmp_path / "aside")
        (content.parent / link).parent.mkdir(exist_ok=True)
    (content.parent / link).symlink_to(elsewhere)
    before = sorted(elsewhere.rglob("*"))
    assert cache_of(content).read("x", VERSION) is None
    cache_of(content).write("y", VERSION, VALUE)
    assert sorted(elsewhere.rglob("*")) == before
    assert elsewhere.exists() == there


def test_a_user_s_key_is_made_once_and_is_theirs_alone(home: Path, tmp_path: Path) -> None:
    first = cache_of(project(tmp_path))
    module._key.cache_clear()
    assert cache_of(project(tmp_path)).key == first.key
    assert first.key
    assert len(first.key) == 32
    assert oct(key_of(home).stat().st_mode) == "0o100600"
    assert oct(key_of(home).parent.stat().st_mode) == "0o40700"
    assert [path.name for path in key_of(home).parent.iterdir()] == ["key"]


def test_two_users_have_two_keys(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = cache_of(project(tmp_path)).key
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "other"))
    module._key.cache_clear()
    second = cache_of(project(tmp_path)).key
    assert first
    assert second
    assert first != second
    assert (tmp_path / "other" / "chronology" / "key").read_bytes() == second


@pytest.mark.parametrize("set_to", ["", "relative/cache", "."])
def test_without_a_home_there_is_no_key(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, set_to: str) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOME")
    monkeypatch.setenv("XDG_CACHE_HOME", set_to)
    assert cache_of(project(tmp_path)).key is None
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_replaced(home: Path, tmp_path: Path, length: int) -> None:
    key_of(home).parent.mkdir(parents=True)
    key_of(home).write_bytes(bytes(length))
    key_of(home).chmod(0o600)
    key = cache_of(project(tmp_path)).key
    assert key
    assert len(key) == 32
    assert key_of(home).read_bytes() == key


@pytest.mark.parametrize("mode", [0o644, 0o660, 0o604, 0o602])
def test_a_key_that_others_may_know_is_replaced(home: Path, tmp_path: Path, mode: int) -> None:
    key_of(home).parent.mkdir(parents=True)
    key_of(home).write_bytes(KEY)
    key_of(home).chmod(mode)
    assert cache_of(project(tmp_path)).key not in (KEY, None)
    assert oct(key_of(home).stat().st_mode) == "0o100600"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_key_that_is_another_user_s_is_replaced(home: Path, tmp_path: Path) -> None:
    key_of(home).parent.mkdir(parents=True)
    key_of(home).write_bytes(KEY)
    key_of(home).chmod(0o600)
    os.chown(key_of(home), 12345, 12345)
    assert cache_of(project(tmp_path)).key not in (KEY, None)


def test_a_link_in_the_place_of_the_key_is_replaced(home: Path, tmp_path: Path) -> None:
    known = tmp_path / "known"
    known.write_bytes(KEY)
    known.chmod(0o600)
    key_of(home).parent.mkdir(parents=True)
    key_of(home).symlink_to(known)
    assert cache_of(project(tmp_path)).key not in (KEY, None)
    assert known.read_bytes() == KEY


def test_where_no_key_can_be_put_there_is_none(home: Path, tmp_path: Path) -> None:
    key_of(home).mkdir(parents=True)
    assert cache_of(project(tmp_path)).key is None
    assert [path.name for path in key_of(home).parent.iterdir()] == ["key"]
    module._key.cache_clear()
    key_of(home).rmdir()
    key_of(home).parent.rmdir()
    key_of(home).parent.write_text("a file")
    assert cache_of(project(tmp_path)).key is None


@pytest.mark.parametrize("variable", ["HOME", "XDG_CACHE_HOME"])
def test_a_key_within_the_project_is_nobody_s(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    """Continuous integration likes to put the user's cache there, and so could a contributor put a key there, and files that it proves."""
    content = project(tmp_path)
    monkeypatch.setenv(variable, str(content.parent / ("" if variable == "HOME" else ".cache")))
    key = content.parent / ".cache" / "chronology" / "key"
    assert cache_of(content).key is None
    assert not key.exists()
    key.parent.mkdir(parents=True)
    key.write_bytes(KEY)
    key.chmod(0o600)
    Cache(key.parent, KEY).write("records", VERSION, Trap(str(tmp_path / "sprung")))
    module._key.cache_clear()
    assert cache_of(content).key is None
    assert cache_of(content).read("records", VERSION) is None
    assert not (tmp_path / "sprung").exists()


def test_the_version_changes_with_every_file_of_the_program(tmp_path: Path) -> None:
    made = module._files(Path(module.__file__).parent)
    assert b"cache.py" in made
    assert b"render/templates/event.html.jinja" in made
    assert b"maps/world.json" in made
    (tmp_path / "a.py").write_text("a")
    before = module._files(tmp_path)
    (tmp_path / "a.py").write_text("b")
    assert module._files(tmp_path) != before


def test_the_version_changes_with_every_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(f"'{library}-" in repr(module._installed()).lower() for library in ("pyyaml", "pydantic", "babel", "jinja2", "markdown_it_py", "nh3"))
    (tmp_path / "lamps.py").write_text("")
    (tmp_path / "lamps-1.0.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(module, "_LIBRARIES", ("lamps",))
    module.code_version.cache_clear()
    version = code_version()
    (tmp_path / "lamps-1.0.dist-info").rename(tmp_path / "lamps-1.1.dist-info")
    module.code_version.cache_clear()
    assert code_version() != version
    module.code_version.cache_clear()


def test_make_clean_deletes_the_cache() -> None:
    rules = (Path(__file__).parent.parent / "Makefile").read_text("utf-8")
    assert " .cache" in rules[rules.index("\nclean:") :]
    done = subprocess.run(["git", "check-ignore", ".cache/chronology/records"], cwd=Path(__file__).parent.parent, capture_output=True, text=True, check=False)
    assert done.stdout == ".cache/chronology/records\n"
