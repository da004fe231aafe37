"""The step out of the program: one argument, no shell, nothing of ours around it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from yagpt_desktop.ui.links_opening import clean_environment, open_outside

OPENER = """#!{python}
import json, os, sys
with open({seen!r} + ".part", "w") as out:
    json.dump([sys.argv[1:], dict(os.environ)], out)
os.rename({seen!r} + ".part", {seen!r})
"""
HARSH = "https://example.org/?a=$(id)&b=;x&c='%22*~#-rf%20/"


def test_secrets_stay_here():
    given = {"YC_API_KEY": "made-up", "YC_IAM_TOKEN": "made-up", "YC_FOLDER_ID": "b1g", "PATH": "/x"}
    assert clean_environment(given, is_bundle=False) == {"YC_FOLDER_ID": "b1g", "PATH": "/x"}


def test_the_libraries_of_a_bundle_are_not_forced_on_a_browser():
    given = {
        "LD_LIBRARY_PATH": "/bundle",
        "LD_LIBRARY_PATH_ORIG": "/own",
        "QT_PLUGIN_PATH": "/bundle",
        "A": "b",
    }
    assert clean_environment(given, is_bundle=True) == {"LD_LIBRARY_PATH": "/own", "A": "b"}
    assert clean_environment(given, is_bundle=False) == given


def test_with_nothing_to_hide_the_system_opens_it(monkeypatch: pytest.MonkeyPatch):
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()) or True)
    for name in ("YC_API_KEY", "YC_IAM_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    assert open_outside(QUrl("https://example.org/"))
    assert opened == ["https://example.org/"]


@pytest.mark.parametrize("address", [HARSH, "mailto:-a@example.org?subject=--help"])
def test_the_opener_gets_one_argument_and_no_secret(
    address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot
):
    seen = tmp_path / "seen"
    opener = tmp_path / "xdg-open"
    opener.write_text(OPENER.format(python=sys.executable, seen=str(seen)))
    opener.chmod(0o700)
    monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path), os.environ["PATH"])))
    monkeypatch.setenv("YC_IAM_TOKEN", "t1.MADE-UP-token-for-tests")
    assert open_outside(QUrl(address))
    qtbot.waitUntil(seen.exists, timeout=20_000)
    assert address in seen.read_text()
    assert "MADE-UP" not in seen.read_text()
