"""What a machine does to a build: full disks, folders that cannot be written, other clocks, tongues, orders and places."""

import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.building import bare_environment
from tests.faults import ADDRESS, assert_the_index_is_whole, build, command, last_line, litter, tree, two_projects

pytestmark = pytest.mark.site


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """Two projects, and the site of the first."""
    folder = tmp_path_factory.mktemp("faults")
    one, two = two_projects(folder)
    code, said = build(one, folder / "site")
    assert code == 0, said
    return one, two, folder / "site"


@pytest.fixture
def site(made: tuple[Path, Path, Path], tmp_path: Path) -> Path:
    """The first project's site, published."""
    return Path(shutil.copytree(made[2], tmp_path / "site"))


def assert_refused(code: int, said: str, reason: str) -> None:
    assert code == 1, said
    assert "Traceback" not in said
    assert re.search(reason, last_line(said)), said


# Full disks

SMALL_DISK = """
set -e
mount -t tmpfs -o size="$SIZE"k none "$DISK"
cp -a "$OLD" "$DISK/site"
set +e
"$@" > "$OUT/said" 2>&1
echo $? > "$OUT/code"
cp -a "$DISK" "$OUT/after"
mount -o remount,size=100m none "$DISK"
"$@" > "$OUT/said-next" 2>&1
echo $? > "$OUT/code-next"
cp -a "$DISK" "$OUT/next"
"""
MOUNTING = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
CAN_MOUNT = bool(shutil.which("unshare")) and subprocess.run(MOUNTING, capture_output=True, check=False).returncode == 0


def kilobytes(folder: Path) -> int:
    """What a folder takes on a disk of 4-kilobyte blocks."""
    return sum(4 * -(-path.stat().st_size // 4096) for path in folder.rglob("*") if path.is_file())


@pytest.mark.skipif(not CAN_MOUNT, reason="no disk can be mounted here; the limit of file sizes below stands in for it")
@pytest.mark.parametrize("step", ["the engine's files", "the search index", "all but the last bytes"])
def test_a_full_disk_stops_the_build_in_a_line_and_leaves_the_site_as_it_was(made: tuple[Path, Path, Path], tmp_path: Path, step: str) -> None:
    """Pagefind says nothing of a full disk, ends well, and leaves empty and cut files."""
    _, two, old = made
    whole, index = kilobytes(old), kilobytes(old / "pagefind")
    room = {"the engine's files": whole // 4, "the search index": whole - index // 2, "all but the last bytes": whole}[step]
    disk, out = tmp_path / "disk", tmp_path / "out"
    disk.mkdir()
    out.mkdir()
    environment = {
        **bare_environment(tmp_path),
        "SITE_URL": ADDRESS,
        "OLD": str(old),
        "DISK": str(disk),
        "OUT": str(out),
        "SIZE": str(whole + room),
    }
    subprocess.run(["unshare", "-rm", "sh", "-c", SMALL_DISK, "sh", *command(two, disk / "site")], env=environment, cwd=tmp_path, check=True, timeout=120)
    assert_refused(int((out / "code").read_text()), (out / "said").read_text("utf-8"), "^the build cannot go on: No space left on device")
    assert tree(out / "after" / "site") == tree(old)
    assert litter(out / "after" / "site") == []
    assert (out / "code-next").read_text() == "0\n", (out / "said-next").read_text("utf-8")
    assert_the_index_is_whole(out / "next" / "site")
    assert tree(out / "next" / "site") != tree(old)
    assert litter(out / "next" / "site") == []


def test_a_file_that_cannot_be_written_to_its_end_stops_the_build_in_a_line(made: tuple[Path, Path, Path], site: Path) -> None:
    before = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nresource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
    assert_refused(*build(made[1], site, before), r"^the build cannot go on: File too large")
    assert tree(site) == tree(made[2])
    assert litter(site) == []


def test_what_pagefind_cannot_do_is_said_in_a_line(made: tuple[Path, Path, Path], site: Path) -> None:
    before = "import chronology.build as b\nindex = b.index\nb.index = lambda claimed, n: ((claimed.new / 'pagefind').touch(), index(claimed, n))"
    assert_refused(*build(made[1], site, before), "^the search index could not be made: Pagefind says `.*(File exists|Not a directory)")
    assert tree(site) == tree(made[2])
    assert litter(site) == []


# Folders that cannot be written


@contextmanager
def unwritable(folder: Path) -> Iterator[list[str]]:
    """A folder that cannot be written, and what a command begins with so that it holds for root as well."""
    folder.chmod(0o555)
    yield ["setpriv", "--bounding-set", "-dac_override"] if os.geteuid() == 0 else []
    folder.chmod(0o755)


def test_a_folder_that_cannot_be_written_stops_the_build_before_it_begins(made: tuple[Path, Path, Path], site: Path) -> None:
    environment = {**bare_environment(site.parent), "SITE_URL": ADDRESS}
    with unwritable(site.parent) as bound:
        done = subprocess.run([*bound, *command(made[1], site)], env=environment, cwd="/", capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert_refused(done.returncode, done.stdout, f"^the build cannot go on: Permission denied: `{site.parent}/.site.building`$")
    assert tree(site) == tree(made[2])


def test_no_project_and_no_folder_of_others_is_ever_replaced(made: tuple[Path, Path, Path], tmp_path: Path) -> None:
    project = Path(shutil.copytree(made[1], tmp_path / "project", ignore=shutil.ignore_patterns("__pycache__")))
    (project / "documents").mkdir()
    (project / "documents" / "thesis.txt").write_text("mine")
    (tmp_path / "link").symlink_to(project)
    before = tree(tmp_path)
    for name in (".", "..", "content", "content/pages", "chronology", "hooks", "documents", "content/events/site", str(tmp_path / "link"), "mkdocs.yml"):
        code, said = build(project, name, home=project)
        assert code == 1, said
        assert "Traceback" not in said
        assert {name: data for name, data in tree(tmp_path).items() if "__pycache__" not in name} == before
    assert litter(tmp_path / "project") == []


# Other clocks, tongues, orders and places


@pytest.mark.parametrize("epoch", ["yesterday", "1e9", "99999999999999", "-99999999999999", "\x1b[31m", "1\n::error::x"])
def test_a_clock_that_makes_no_sense_is_said_in_a_line(made: tuple[Path, Path, Path], site: Path, epoch: str) -> None:
    assert_refused(*build(made[1], site, SOURCE_DATE_EPOCH=epoch), r"^SOURCE_DATE_EPOCH is `[ -~]+`, not a number of seconds since 1970$")
    assert tree(site) == tree(made[2])


REVERSED = """
import os, pathlib
listdir, scandir, iterdir = os.listdir, os.scandir, pathlib.Path.iterdir
class Reversed:
    def __init__(self, entries): self.entries = iter(entries)
    def __enter__(self): return self
    def __exit__(self, *a): pass
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def close(self): pass
def backwards(path='.'):
    with scandir(path) as entries:
        return Reversed(sorted(entries, key=lambda entry: entry.name, reverse=True))
os.listdir = lambda path='.': sorted(listdir(path), reverse=True)
os.scandir = backwards
pathlib.Path.iterdir = lambda self: iter(sorted(iterdir(self), reverse=True))
"""
MACHINES = {
    "C": (
        "",
        {
            "LC_ALL": "C",
            "LANG": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONIOENCODING": "ascii",
            "TZ": "Pacific/Kiritimati",
            "PYTHONHASHSEED": "1",
        },
    ),
    "Turkish": ("", {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr", "TZ": "America/Adak", "PYTHONHASHSEED": "2", "TERM": "dumb"}),
    "reversed": (REVERSED, {"PYTHONHASHSEED": "3"}),
    "private": ("import os\nos.umask(0o077)", {"PYTHONHASHSEED": "4", "PYTHONUTF8": "1", "LC_ALL": "POSIX"}),
}


@pytest.mark.parametrize("name", MACHINES)
def test_every_machine_makes_the_same_bytes(made: tuple[Path, Path, Path], tmp_path: Path, name: str) -> None:
    """Each in a folder with a long name of spaces and letters beyond ASCII, and from another working folder."""
    before, environment = MACHINES[name]
    folder = tmp_path / "Ağ يوم 日記 'n \"d" / ("long " * 40) / ("name " * 40)
    project = Path(shutil.copytree(made[0], folder / "project"))
    code, said = build(project, folder / "site", before, home=tmp_path if name == "C" else folder, **environment)
    assert code == 0, said
    assert_the_index_is_whole(folder / "site")
    assert tree(folder / "site") == tree(made[2])


def test_the_modes_of_published_files_follow_the_builders_mask(made: tuple[Path, Path, Path], site: Path) -> None:
    """As every other program's: who builds with a private mask publishes privately."""
    assert build(made[1], site, "import os\nos.umask(0o027)")[0] == 0
    modes = {(path.is_dir(), oct(path.stat().st_mode & 0o777)) for path in [site, *site.rglob("*")] if "pagefind" not in path.parts}
    assert modes == {(True, "0o750"), (False, "0o640")}


# Serving


def test_a_server_outlives_a_fault_and_leaves_nothing_behind(made: tuple[Path, Path, Path], tmp_path: Path) -> None:
    project = Path(shutil.copytree(made[0], tmp_path / "project"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configuration = project / "mkdocs.yml"
    configuration.write_text(configuration.read_text("utf-8") + f"\ndev_addr: 127.0.0.1:{port}\n", "utf-8")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    page = project / "content" / "pages" / "about.md"
    environment = {**bare_environment(tmp_path), "SITE_URL": ADDRESS, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        command(project, "", run="serve"),
        env=environment,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as child:

        def until(words: str) -> str:
            """What the server says up to a line with these words."""
            said = ""
            assert child.stdout
            for line in child.stdout:
                said += line
                if words in line:
                    return said
            raise AssertionError(said)

        def shown(address: str = "about/") -> str:
            with urlopen(f"http://127.0.0.1:{port}/{address}", timeout=10) as answer:
                return str(answer.read(), "utf-8")

        clock = signal.signal(signal.SIGALRM, lambda *_: os.killpg(child.pid, signal.SIGKILL))
        signal.alarm(60)
        try:
            until("Serving on")
            page.write_text("# About\n\n<!-- chronology: nowhere -->\n", "utf-8")
            assert "`nowhere` is not a block" in until("An error happened")
            assert [path.name for path in temporary.iterdir() if path.name.startswith(".")] == []
            page.write_text("# About\n\nMended.\n", "utf-8")
            until("Reloading browsers")
            assert "Mended." in shown()
            passing = page.with_name("passing.md")
            passing.write_text("# Passing\n", "utf-8")
            until("Reloading browsers")
            assert "Passing" in shown("passing/")
            passing.unlink()
            until("Reloading browsers")
            page.write_text("# About\n\nMended again.\n", "utf-8")
            until("Reloading browsers")
            with pytest.raises(HTTPError, match="404"):
                shown("passing/")
            draft = tmp_path / "mkdocs.yml.draft"  # as an editor that writes elsewhere first
            draft.write_text(configuration.read_text("utf-8").replace("site_name: ", "site_name: Renamed "), "utf-8")
            draft.replace(configuration)
            until("Reloading browsers")
            assert "Renamed " in shown()
            child.terminate()
            child.wait(20)
            assert list(temporary.iterdir()) == []
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, clock)
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
