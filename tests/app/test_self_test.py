"""The program looks at itself: what a build asks of an artefact before it calls it good."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from yagpt_desktop.app.self_test import Strictness, run
from yagpt_desktop.app.self_test_results import Gap, State, results


def started(tmp_path, *options, **environment):
    home = tmp_path / "home"
    home.mkdir()
    own = {name: value for name, value in os.environ.items() if name.partition("_")[0] not in {"DBUS", "XDG"}}
    done = subprocess.run(
        [sys.executable, "-m", "yagpt_desktop", *options],
        env=own | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"} | environment,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )
    return done, home


def test_everything_works_here_and_the_persons_profile_is_not_touched(tmp_path):
    done, home = started(tmp_path, "--self-test", DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere")
    report = json.loads(done.stdout)
    states = {name: check["state"] for name, check in report["checks"].items()}
    assert states.pop("keyring") == State.GAP, done.stdout
    assert set(states.values()) == {State.OK}, done.stdout
    assert report["passed"]
    assert done.returncode == 0
    assert not list(home.rglob("*yagpt*"))


def test_what_is_looked_for_is_named(tmp_path):
    from yagpt_desktop.app.self_test_checks import checks

    named = set(checks())
    assert named >= {"tls-grpc", "tls-http", "stream-grpc", "stream-rest", "keyring", "qt", "fonts"}
    assert named >= {
        "history",
        "translations",
        "formula",
        "word",
        "pdf",
        "table",
        "data",
        "modules",
        "texts",
        "link",
    }


def test_a_check_that_breaks_is_told_and_the_others_go_on():
    def broken(folder: Path):
        raise OSError("made up")

    def fine(folder: Path):
        assert folder.is_dir()
        return {"seen": 1}

    found = results({"broken": broken, "fine": fine})
    assert found["broken"]["state"] is State.FAILED
    assert found["broken"]["reason"] == "OSError: made up"
    assert found["fine"]["state"] is State.OK
    assert found["fine"]["seen"] == 1


@pytest.mark.parametrize(("strictness", "code"), [(Strictness.PLAIN, 0), (Strictness.STRICT, 1)])
def test_what_the_computer_lacks_counts_for_the_strict_alone(monkeypatch, capsys, strictness, code):
    def lacking(folder: Path):
        raise Gap("no keyring")

    monkeypatch.setattr("yagpt_desktop.app.self_test_checks.checks", lambda: {"keyring": lacking})
    assert run(strictness, has_screen=True) == code
    report = json.loads(capsys.readouterr().out)
    assert report["passed"] is (code == 0)
    assert report["checks"]["keyring"]["state"] == "gap"
    assert report["checks"]["keyring"]["reason"] == "no keyring"


def test_another_word_than_strict_is_refused(tmp_path):
    done, _ = started(tmp_path, "--self-test=loose")
    assert done.returncode == 2
    assert not done.stdout
