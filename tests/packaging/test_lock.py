import re
import tomllib
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parents[2]
PINNED = re.compile(r"^([a-z0-9-]+)==(\S+)(?: ; (.*))? \\$", re.MULTILINE)


def named(requirement: str) -> str:
    return re.split(r"[<>=;\[ ]", requirement, maxsplit=1)[0].lower().replace("_", "-")


def asked_for(extra: str = "") -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {
        named(each)
        for each in (project["optional-dependencies"][extra] if extra else project["dependencies"])
    }


@pytest.mark.parametrize("lock", [dev.RUN_LOCK, dev.TEST_LOCK], ids=lambda lock: lock.stem)
def test_everything_is_pinned_and_hashed_and_no_address_is_in_it(lock):
    text = lock.read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    for entry in re.split(r"\n(?=[a-z])", text.split("\n", 2)[2]):
        assert PINNED.match(entry), entry
        assert "--hash=sha256:" in entry, entry


def test_the_lock_holds_what_the_project_asks_for():
    run = {name for name, _, _ in PINNED.findall(dev.RUN_LOCK.read_text(encoding="utf-8"))}
    assert asked_for() <= run


def test_the_test_lock_holds_the_run_time_one_in_the_same_versions():
    run, test = (
        set(PINNED.findall(lock.read_text(encoding="utf-8"))) for lock in (dev.RUN_LOCK, dev.TEST_LOCK)
    )
    assert run <= test
    assert asked_for("test") <= {name for name, _, _ in test}


def test_python_3_11_keeps_the_qt_that_does_not_abort_there():
    versions = {
        marker: version
        for name, version, marker in PINNED.findall(dev.RUN_LOCK.read_text(encoding="utf-8"))
        if name == "pyside6-essentials"
    }
    assert versions["python_full_version < '3.12'"].startswith("6.11.")
    assert tuple(map(int, versions["python_full_version >= '3.12'"].split("."))) >= (6, 12)
