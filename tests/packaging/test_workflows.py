"""The workflows, as far as they can be judged without the service that runs them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
KEY = re.compile(r"^(?P<indent> *)(?P<dash>- )?(?P<name>[A-Za-z_][\w-]*):(?: (?P<value>.*))?$")
ITEM = re.compile(r"^ *- \S.*$")
TOP = {"name", "on", "permissions", "concurrency", "env", "jobs"}
OF_A_STEP = {"name", "uses", "with", "run", "env", "shell", "if", "id"}
OF_A_JOB = {"runs-on", "needs", "steps", "strategy", "timeout-minutes", "env", "permissions", "uses"}


def entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each key with its indent and value; a block of lines is one value."""
    lines = iter([*text.splitlines(), "end:"])
    line = next(lines)
    while True:
        if not line.strip() or line.lstrip().startswith("#") or (ITEM.match(line) and not KEY.match(line)):
            line = next(lines)
            continue
        found = KEY.match(line)
        assert found, f"not understood: {line!r}"
        indent = len(found["indent"]) + len(found["dash"] or "")
        value = found["value"] or ""
        if found["name"] == "end":
            return
        line = next(lines)
        if value == "|":
            block = []
            while not line.strip() or len(line) - len(line.lstrip()) > indent:
                block.append(line.strip())
                line = next(lines)
            value = "\n".join(block)
        yield indent, found["name"], value


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def text(request):
    return request.param.read_text("utf8")


def test_there_are_three():
    assert [path.stem for path in FILES] == ["publish", "release", "tests"]


def test_it_is_plain_yaml_of_known_words(text):
    assert "\t" not in text
    keys = list(entries(text))
    assert {name for indent, name, _ in keys if indent == 0} <= TOP
    assert {"name", "on", "permissions", "jobs"} <= {name for indent, name, _ in keys if indent == 0}
    assert all(indent % 2 == 0 for indent, _, _ in keys)
    jobs = text.partition("\njobs:\n")[2]
    assert {name for indent, name, _ in entries(jobs) if indent == 4} <= OF_A_JOB
    assert {name for indent, name, _ in entries(jobs) if indent == 8} - {"os", "YAGPT", "python-version"} <= (
        OF_A_STEP
    ) | {"fail-fast", "matrix"}


def test_jobs_need_jobs_that_are_there(text):
    jobs = text.partition("\njobs:\n")[2]
    names = {name for indent, name, _ in entries(jobs) if indent == 2}
    for _, name, value in entries(jobs):
        if name == "needs":
            assert set(re.findall(r"[a-z]+", value)) <= names


def test_foreign_actions_are_named_by_a_commit(text):
    for _, name, value in entries(text):
        if name == "uses" and not value.startswith("./"):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", value), value
        elif name == "uses":
            assert (ROOT / value).is_file()


def test_the_scripts_it_runs_are_there(text):
    runs = [value for _, name, value in entries(text) if name == "run"]
    assert runs
    for script in re.findall(r"(?:packaging|\.ci|tests)/[\w./-]+|\.ci/run", "\n".join(runs)):
        assert (ROOT / script).exists(), script


def test_only_hashed_requirements_are_installed(text):
    for line in text.splitlines():
        if "pip install" in line:
            assert "--require-hashes -r packaging/requirements" in line


def test_nothing_from_outside_is_put_into_a_command(text):
    # A tag or a secret inside a script is text of a program; it comes in through the environment alone.
    for _, name, value in entries(text):
        if name == "run":
            assert "${{" not in value


def test_writing_is_allowed_where_a_release_is_made_and_nowhere_else(text):
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    for job in re.split(r"\n  (?=[a-z]+:\n)", text.partition("\njobs:\n")[2]):
        assert ("contents: write" in job) == ("gh release create" in job or "gh release edit" in job)
