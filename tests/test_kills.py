"""Builds that are ended on their way: the published folder is the old site or the new one, whole, and the next build is as if nothing had happened.

`--kills 50 -s` kills at so many chance moments, and prints what came of it.
"""

import os
import random
import shutil
import signal
import time
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults import DIE, assert_the_index_is_whole, build, last_line, litter, start, tree, two_projects

pytestmark = pytest.mark.site


class Sites(NamedTuple):
    """Two projects, what their sites hold, and how long a build takes."""

    first: Path
    """The site of the first project; tests take copies."""
    projects: tuple[Path, Path]
    trees: tuple[dict[str, bytes], dict[str, bytes]]
    seconds: float


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    folder = tmp_path_factory.mktemp("kills")
    projects = two_projects(folder)
    trees = []
    for project in projects:
        began = time.monotonic()
        code, said = build(project, folder / "out" / project.name, home=folder)
        assert code == 0, said
        seconds = time.monotonic() - began
        trees.append(tree(folder / "out" / project.name))
    assert trees[0] != trees[1]
    return Sites(folder / "out" / projects[0].name, projects, (trees[0], trees[1]), seconds)


@pytest.fixture
def site(sites: Sites, tmp_path: Path) -> Path:
    """The first project's site, published."""
    return Path(shutil.copytree(sites.first, tmp_path / "site"))


def state(site: Path, sites: Sites) -> int:
    """Which project's site stands there, whole."""
    assert_the_index_is_whole(site)
    return sites.trees.index(tree(site))


def recovered(site: Path, sites: Sites, which: int) -> None:
    """The next build makes the new site and leaves nothing beside it."""
    code, said = build(sites.projects[which], site)
    assert code == 0, said
    assert state(site, sites) == which
    assert litter(site) == []


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(site: Path, sites: Sites, pytestconfig: pytest.Config) -> None:
    kills = pytestconfig.getoption("--kills")
    chance = random.Random(kills)
    moments = [chance.uniform(0, 1.1) for _ in range(kills)] or [(place + 0.5) / 8 for place in range(8)]
    outcomes: Counter[str] = Counter()
    for count, moment in enumerate(moments, 1):
        new = count % 2
        with start(sites.projects[new], site) as child:
            time.sleep(moment * sites.seconds)
            ended = child.poll() is not None
            if not ended:
                os.killpg(child.pid, signal.SIGKILL)
        outcome = "new" if state(site, sites) == new else "old"
        assert not ended or outcome == "new"
        left = bool(litter(site))
        recovered(site, sites, new)
        outcomes.update([outcome, "recovered", *["had ended"] * ended, *["left something beside it"] * left])
        print(f"{count:3} killed after {moment * sites.seconds:.2f} s: {outcome} site{', litter' * left}{', had ended' * ended}; the next build recovered")
    print(dict(outcomes))
    assert outcomes["recovered"] == len(moments)


HALF = """
import chronology.build as b, itertools
write = b.write
b.write = lambda outputs, folder: (write(itertools.islice(outputs, 10), folder), die())
"""
REMOVAL = """
import chronology.build as w
remove = w.remove
def half(folders):
    for folder in folders:
        remove([folder])
        if folder.split('/')[-2] == 'events':
            die()
w.remove = half
"""
STEPS = {
    "as the folder is claimed": ("import chronology.claims as w\nw._recover = lambda claimed: die()", 0),
    "between two pages": (HALF, 0),
    "before the search index": ("import chronology.build as b\nb.index = lambda *a: die()", 0),
    "after the search index": ("import chronology.indexing as i\ni.prove_whole = lambda *a: die()", 0),
    "before the swap": ("import chronology.build as b\nb.swap = lambda *a: die()", 0),
    "after the swap": ("import chronology.build as b\nswap = b.swap\nb.swap = lambda *a: (swap(*a), die())", 1),
    "while the old site is removed": (REMOVAL, 1),
}


@pytest.mark.parametrize("step", STEPS)
def test_a_build_killed_at_a_delicate_step_leaves_the_old_site_or_the_new_one(site: Path, sites: Sites, step: str) -> None:
    before, expected = STEPS[step]
    code, said = build(sites.projects[1], site, DIE + before)
    assert code == -signal.SIGKILL, said
    assert state(site, sites) == expected
    assert litter(site) == [".site.building"]
    recovered(site, sites, 1)


def test_where_folders_cannot_be_exchanged_a_kill_between_two_renames_loses_nothing(site: Path, sites: Sites) -> None:
    before = "import chronology.claims as w, pathlib\nw._exchange = lambda *a: False\nrename = pathlib.Path.rename\n"
    code, said = build(sites.projects[1], site, DIE + before + "pathlib.Path.rename = lambda *a: (rename(*a), die())")
    assert code == -signal.SIGKILL, said
    assert not site.exists()
    broken = "import chronology.build as b, chronology.problem as p\ndef index(*a): raise p.BuildError('no')\nb.index = index"
    assert build(sites.projects[1], site, broken)[0] == 1
    assert state(site, sites) == 0
    assert litter(site) == []


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_build_that_is_told_to_end_says_so_in_a_line_and_cleans_up(site: Path, sites: Sites, name: str) -> None:
    """Also while Pagefind runs, which then ends as well: it would keep the next build away."""
    pagefind = site.parent / "pagefind"
    pagefind.write_text(f"#!/bin/sh\nkill -{name.removeprefix('SIG')} $PPID\nexec sleep 20\n")
    pagefind.chmod(0o755)
    before = f"import signal, chronology.indexing as s\nsignal.signal(signal.SIGINT, signal.default_int_handler)\ns.get_executable = lambda: {str(pagefind)!r}"
    code, said = build(sites.projects[1], site, before)
    assert (code, last_line(said)) == (1, "Aborted!")
    assert "Traceback" not in said
    assert state(site, sites) == 0
    assert litter(site) == []
    recovered(site, sites, 1)


def test_as_long_as_pagefind_outlives_a_killed_build_no_other_begins(site: Path, sites: Sites) -> None:
    pagefind, go, ready = (site.parent / name for name in ("pagefind", "go", "ready"))
    os.mkfifo(go)
    pagefind.write_text(f'#!/bin/sh\ntouch {ready}\nread line < {go}\ntouch "$2/late"\n')
    pagefind.chmod(0o755)
    with start(sites.projects[1], site, f"import chronology.indexing as s\ns.get_executable = lambda: {str(pagefind)!r}") as child:
        while not ready.exists():
            assert child.poll() is None
            time.sleep(0.02)
        child.kill()
    code, said = build(sites.projects[1], site)
    assert code == 1
    assert last_line(said) == f"another build of `{site}` is at work; wait for it to end"
    assert state(site, sites) == 0
    go.write_text("go\n")
    deadline = time.monotonic() + 10
    while (code := build(sites.projects[1], site)[0]) and time.monotonic() < deadline:
        pass
    assert code == 0
    assert state(site, sites) == 1
    assert litter(site) == []


def test_of_two_builds_at_once_one_wins_or_both_in_turn(site: Path, sites: Sites) -> None:
    for _ in range(10):
        children = [start(project, site) for project in sites.projects]
        ends = [(child.communicate(timeout=120)[0], child.returncode) for child in children]
        won = [which for which, (_, code) in enumerate(ends) if code == 0]
        assert won, ends
        assert state(site, sites) in won
        assert [last_line(said) for said, code in ends if code] == [f"another build of `{site}` is at work; wait for it to end"] * (2 - len(won))
        assert not any("Traceback" in said for said, _ in ends)
        assert litter(site) == []
