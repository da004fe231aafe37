"""From the publisher's server to the screen: what is told, and what eight attacks come to."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from announcing import ATTACKS, PAGE, REPLAY_SEEN, Announcer
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QPushButton

from yagpt_desktop import __version__
from yagpt_desktop.app.updates import UPDATES_FILE, update_desk
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.update import UpdateChoice, UpdateMemory
from yagpt_desktop.storage.settings_file import JsonSettingsStore
from yagpt_desktop.storage.update_file import UpdateFile
from yagpt_desktop.ui.settings.update_controller import UpdateController
from yagpt_desktop.ui.settings.update_section import UpdateSection
from yagpt_desktop.ui.settings_hub import SettingsHub
from yagpt_desktop.ui.widgets.strip import Strip
from yagpt_desktop.workers.job import single_thread


@pytest.fixture
def announcer(certificate, peer):
    return Announcer(certificate("localhost"), peer)


@pytest.fixture
def look(qtbot, tmp_path, announcer):
    """Start the part of the program that looks, look once, and return what is on the screen."""
    owner = QObject()
    pool = single_thread(owner)

    def begin(publisher=announcer.publisher) -> tuple[str, str, UpdateController]:
        section, strip = UpdateSection(), Strip("update-notice")
        for widget in (section, strip):
            qtbot.addWidget(widget)
        hub = SettingsHub(
            Settings(updates=UpdateChoice.YES), JsonSettingsStore(tmp_path / "settings.json"), pool, owner
        )
        desk = update_desk(tmp_path, lambda: announcer.policy, publisher)
        controller = UpdateController(section, strip, hub, desk, pool)
        with qtbot.waitSignal(controller._looking.finished, timeout=30_000):
            controller.look()
        shown = "" if section._state.isHidden() else section.findChild(QLabel, "update-state").text()
        return ("" if strip.isHidden() else strip.text), shown, controller

    yield begin
    assert pool.waitForDone(30_000)


def test_a_genuine_announcement_is_told_and_leads_to_its_page(look, announcer, qtbot, tmp_path):
    announcer.serve(announcer.announce("99.0.0"))
    strip, state, controller = look()
    assert "99.0.0" in strip
    assert "99.0.0" in state
    with qtbot.waitSignal(controller.page_requested) as opened:
        controller._strip.findChild(QPushButton, "update-notice-yes").click()
    assert opened.args == [PAGE]
    assert (tmp_path / UPDATES_FILE).stat().st_mode & 0o777 == 0o600
    # Nothing of the person went out: neither a credential nor the version in use.
    (asked,) = announcer.asked
    assert asked.startswith(b"GET /stable.json HTTP/1.1\r\n")
    assert __version__.encode() not in asked
    assert b"authorization" not in asked.lower()
    assert b"cookie" not in asked.lower()


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_shows_nothing_and_is_logged(look, announcer, tmp_path, caplog, attack):
    before = UpdateMemory()
    if attack == "replayed":
        before = UpdateMemory(version=__version__, issued=datetime.now(UTC) - REPLAY_SEEN)
        UpdateFile(tmp_path / UPDATES_FILE).save(before)
    ATTACKS[attack](announcer)
    with caplog.at_level(logging.WARNING):
        strip, state, _ = look()
    assert announcer.asked
    assert strip == ""
    assert "99" not in state
    assert [record for record in caplog.records if "announcement" in record.message]
    after = UpdateFile(tmp_path / UPDATES_FILE).load()
    assert replace(after, checked_at=None) == before
    assert after.checked_at is not None


def test_what_was_told_honestly_survives_the_attacks_of_later_days(look, announcer, tmp_path):
    announcer.serve(announcer.announce("99.0.0"))
    look()
    file = UpdateFile(tmp_path / UPDATES_FILE)
    for attack, act in ATTACKS.items():
        file.save(replace(file.load(), checked_at=None))
        act(announcer)
        strip, _, _ = look()
        assert "99.0.0" in strip, attack
        assert file.load().version == "99.0.0"


def test_a_second_start_on_one_day_asks_nobody_and_still_knows(look, announcer):
    announcer.serve(announcer.announce("99.0.0"))
    look()
    strip, _, _ = look()
    assert "99.0.0" in strip
    assert len(announcer.asked) == 1


def test_a_server_that_nobody_vouches_for_is_asked_nothing(look, announcer, certificate, peer, caplog):
    stranger = Announcer(certificate("localhost"), peer, key=announcer.key)
    stranger.serve(stranger.announce())
    strip, _, _ = look(stranger.publisher)
    assert strip == ""
    assert stranger.asked == []
    assert "E-" in caplog.text
