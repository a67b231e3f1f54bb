"""The rounds of a comparison: every subject in every mode, by turns, so that a slow minute of the machine meets all alike."""

import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from bench.ground import ROOT
from bench.measure import Cost, Row, RunError, Size, row, run, run_all, size_of
from bench.pages import differences
from bench.reading import Reading, reading
from bench.subjects import NODE, SUBJECTS, Subject, edit, environment
from bench.waiting import Wait, first_results, reload

MODES = ("cold", "warm", "search")
"""Nothing built before; again after an edit of one file; cold, with a search index."""
EXTRAS = ("floor", "check", "waits")
"""What is measured besides generators."""
Say = Callable[[str], None]


@dataclass
class Work:
    """The folder of one subject, and how it was before the first run."""

    folder: Path
    home: Path
    before: frozenset[Path] = frozenset()
    edited: Path = Path()
    text: str = ""

    def remember(self, file: str) -> None:
        self.edited = self.folder / file
        self.text = self.edited.read_text("utf-8")
        self.before = frozenset(self._paths())

    def restore(self) -> None:
        """Removes whatever a run left: sites, caches, edits."""
        for path in self._paths():
            if path not in self.before and (path.parent == self.folder or path.parent in self.before):
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        self.edited.write_text(self.text, "utf-8")
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir()

    def _paths(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if "node_modules" not in path.parts]


@dataclass
class Comparison:
    """One number of events: measured costs by subject and mode, and what was built."""

    base: Path
    """A folder of its own, on a disk in memory where there is one."""
    events: int
    subjects: Sequence[str]
    modes: Sequence[str]
    say: Say
    costs: dict[tuple[str, str], list[Cost]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[tuple[str, str], Size] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    waits: list[Wait] = field(default_factory=list)

    def measure(self, rounds: int) -> None:
        generators = [name for name in self.subjects if name in SUBJECTS]
        self.missing = {name: why for name in generators if (why := SUBJECTS[name].missing())}
        run([sys.executable, "-m", "bench.inputs", str(self.base), str(self.events), *generators], self.base, environment(self.base))
        plan = json.loads((self.base / "plan.json").read_text("utf-8"))
        works = {name: self._work(name, plan) for name in ("chronology", *generators) if name not in self.missing}
        present = [name for name in generators if name not in self.missing]
        for turn in range(rounds):
            for name in present[turn % len(present) :] + present[: turn % len(present)] if present else ():
                self._subject(SUBJECTS[name], works[name], plan, turn)
                self.say(f"{self.events} events, round {turn + 1} of {rounds}: {name}")
            if "floor" in self.subjects:
                self._floor(works["chronology"])
            if "check" in self.subjects:
                self._check(works["chronology"], plan["edit"]["sentence"], turn)
                self.say(f"{self.events} events, round {turn + 1} of {rounds}: check")
        if "waits" in self.subjects:
            self._waits(works["chronology"], plan, rounds)

    def rows(self) -> Iterator[Row]:
        for (name, mode), costs in self.costs.items():
            yield row(name, mode, self.events, costs, self.sizes.get((name, mode)))
        for name, why in self.missing.items():
            yield Row(name, "", self.events, 0, 0, 0, 0, note=why)

    def _work(self, name: str, plan: dict[str, dict[str, dict[str, str]]]) -> Work:
        folder = self.base / name
        if name == "eleventy":
            (folder / "node_modules").symlink_to(NODE / "node_modules")
        work = Work(folder, self.base / f"home-{name}")
        work.remember(plan["edit"]["files"][name])
        return work

    def _subject(self, subject: Subject, work: Work, plan: dict[str, dict[str, object]], turn: int) -> None:
        site = work.folder / subject.site
        for mode in self.modes:
            search = mode == "search"
            if mode != "warm" or not site.is_dir():
                work.restore()
                cost = run_all(subject.build(search), work.folder, environment(work.home, search))
            if mode == "warm":
                edit(work.edited, work.text, str(plan["edit"]["sentence"]), turn)
                cost = run_all(subject.build(False), work.folder, environment(work.home))
            self.costs[subject.name, mode].append(cost)
            if not turn:
                self._look(subject, mode, site, plan)
            if search or mode == self.modes[-1]:
                self._listing(subject, site)
                work.restore()

    def _look(self, subject: Subject, mode: str, site: Path, plan: dict[str, dict[str, object]]) -> None:
        """Sizes, and that the site is what it is compared as."""
        self.sizes[subject.name, mode] = size_of(site)
        if mode != "warm":
            odd = differences(site, plan["expected"])
            if odd:
                raise RunError(f"the pages of {subject.name} are not comparable: " + "; ".join(odd[:5]))
        if mode == self.modes[0]:
            self.readings.append(reading(subject.name, self.events, site))

    def _listing(self, subject: Subject, site: Path) -> None:
        """Writes down what our own site is made of, for the floor; without the search index."""
        if subject.name == "chronology":
            paths = [path for path in sorted(site.rglob("*")) if path.is_file() and path.relative_to(site).parts[0] != "pagefind"]
            (self.base / "floor.txt").write_text("".join(f"{path.stat().st_size} {path.relative_to(site).as_posix()}\n" for path in paths), "utf-8")

    def _floor(self, work: Work) -> None:
        if not (self.base / "floor.txt").exists():
            run_all(SUBJECTS["chronology"].build(False), work.folder, environment(work.home))
            self._listing(SUBJECTS["chronology"], work.folder / "site")
            work.restore()
        target = self.base / "floor"
        self.costs["floor", "cold"].append(
            run([sys.executable, "-m", "bench.floor", str(self.base / "floor.txt"), str(target)], self.base, environment(self.base))
        )
        self.sizes["floor", "cold"] = size_of(target)
        shutil.rmtree(target)

    def _check(self, work: Work, sentence: str, turn: int) -> None:
        """Our check, cold and after an edit, and libyaml alone over the same files."""
        command = [sys.executable, "-m", "chronology", "check"]
        work.restore()
        self.costs["check", "cold"].append(run(command, work.folder, environment(work.home)))
        edit(work.edited, work.text, sentence, turn)
        self.costs["check", "warm"].append(run(command, work.folder, environment(work.home)))
        work.restore()
        for what in ("parse", "load"):
            reader = [sys.executable, "-m", "bench.libyaml", what, "content"]
            self.costs[f"libyaml {what}", "cold"].append(run(reader, work.folder, environment(work.home)))

    def _waits(self, work: Work, plan: dict[str, Any], rounds: int) -> None:
        work.restore()
        settings = environment(work.home, search=True)
        run_all(SUBJECTS["chronology"].build(True), work.folder, settings)
        self.waits += first_results(work.folder / "site", plan["asked"], self.events, rounds)
        self.say(f"{self.events} events: searched")
        write = partial(edit, work.edited, work.text, plan["edit"]["sentence"])
        self.waits.append(reload(work.folder, settings, work.edited, write, self.events, rounds))
        self.say(f"{self.events} events: served")
        work.restore()


def profile(base: Path, events: int, top: int = 25) -> str:
    """Where our own build spends its time, by own time."""
    home = base / "home"
    home.mkdir()
    run([sys.executable, "-m", "bench.inputs", str(base), str(events)], base, environment(base))
    command = [sys.executable, "-m", "cProfile", "-o", str(base / "profile"), "-m", "mkdocs", "build", "--quiet", "--strict"]
    run(command, base / "chronology", environment(home))
    show = f"import pstats; pstats.Stats({str(base / 'profile')!r}).strip_dirs().sort_stats('tottime').print_stats({top})"
    run([sys.executable, "-c", f"import sys; sys.stdout = open({str(base / 'report')!r}, 'w'); {show}"], base, environment(home))
    return (base / "report").read_text("utf-8").replace(str(ROOT), "")
