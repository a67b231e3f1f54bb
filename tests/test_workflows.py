"""The workflows: pinned, with the least permissions, and nothing a stranger writes reaches a shell."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DEPENDABOT = ROOT / ".github" / "dependabot.yml"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
BIN = Path(sys.executable).parent

PINNED = re.compile(r"uses: [\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

every_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)


def run(*command: str | Path) -> None:
    """Fails with what the command printed, where it does not exit with 0."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def read(path: Path) -> Any:
    """The file with every scalar as text: `on` stays `on`."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job["steps"]


def test_there_are_workflows_that_check_and_publish() -> None:
    assert [path.name for path in WORKFLOWS] == ["check.yml", "publish.yml"]


def test_zizmor_finds_nothing() -> None:
    run(BIN / "zizmor", "--offline", "--persona=regular", "--no-ignores", "--strict-collection", *WORKFLOWS, DEPENDABOT)


@pytest.mark.parametrize(("schema", "paths"), [("vendor.github-workflows", WORKFLOWS), ("vendor.dependabot", [DEPENDABOT])])
def test_the_files_fit_their_schema(schema: str, paths: list[Path]) -> None:
    run(BIN / "check-jsonschema", "--builtin-schema", schema, *paths)


@every_workflow
def test_every_action_is_pinned_by_its_full_hash(path: Path) -> None:
    lines = [line.strip().removeprefix("- ") for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert len(lines) == sum("uses" in step for step in steps(path))
    assert [line for line in lines if not PINNED.fullmatch(line)] == []


@every_workflow
def test_permissions_are_empty_at_the_top_and_named_in_every_job(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert [name for name, job in workflow["jobs"].items() if not job.get("permissions")] == []


@every_workflow
def test_every_job_has_a_time_limit(path: Path) -> None:
    assert [name for name, job in read(path)["jobs"].items() if "timeout-minutes" not in job] == []


@every_workflow
def test_no_workflow_runs_strangers_code_with_rights(path: Path) -> None:
    assert {"pull_request_target", "workflow_run"}.isdisjoint(read(path)["on"])
    assert "secrets." not in path.read_text(encoding="utf-8")


@every_workflow
def test_no_checkout_leaves_credentials(path: Path) -> None:
    checkouts = [step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")]
    assert [step for step in checkouts if step.get("with", {}).get("persist-credentials") != "false"] == []


@every_workflow
def test_no_expression_is_pasted_into_a_shell(path: Path) -> None:
    """Neither `github.event` nor `github.head_ref` nor any other: values reach a command by `env:`."""
    assert [step["run"] for step in steps(path) if "${{" in step.get("run", "")] == []


@pytest.mark.parametrize(
    ("answer", "code", "site"),
    [("https://owner.example.org/name", 0, "--site https://owner.example.org/name/"), ('{"message":"Not Found","status":"404"}', 1, "")],
    ids=["published", "not published"],
)
def test_the_summary_is_written_whether_or_not_a_site_is_published(answer: str, code: int, site: str, tmp_path: Path) -> None:
    """Where `gh api` fails, it prints what the server said as if it were the answer."""
    (step,) = [step for step in steps(ROOT / ".github" / "workflows" / "check.yml") if "GITHUB_STEP_SUMMARY" in step.get("run", "") and "gh api" in step["run"]]
    for name, script in {"gh": f"echo '{answer}'; exit {code}", ".venv/bin/chronology": 'echo "$@"'}.items():
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
    summary = tmp_path / "summary"
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_REPOSITORY": "owner/name", "GITHUB_STEP_SUMMARY": str(summary)}
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert summary.read_text(encoding="utf-8").split() == ["diff", "HEAD^1", "HEAD", "--format", "markdown", *site.split()]


def test_what_is_deployed_comes_from_no_cache() -> None:
    publish = ROOT / ".github" / "workflows" / "publish.yml"
    assert [step for step in steps(publish) if "actions/cache" in step.get("uses", "") or "cache" in step.get("with", {})] == []
