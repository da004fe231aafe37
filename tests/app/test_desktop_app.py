"""The whole window in one process: views, workers, the demo's service; opened, used, closed."""

from __future__ import annotations

import json
import threading

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.services.models import packaged_text, use_table
from yagpt_desktop.ui.account.account_form import Keeping
from yagpt_desktop.wiring import StartOptions, open_profile


@pytest.fixture
def opened(qapp, tmp_path):
    """Opens windows on one profile and closes what is left."""
    apps: list[tuple[DesktopApp, Session]] = []

    def open_window(*, demo: bool) -> DesktopApp:
        wiring = open_profile(StartOptions(profile=tmp_path, demo=demo), {})
        session = Session(wiring, None)
        apps.append((DesktopApp(qapp, wiring, session), session))
        return apps[-1][0]

    yield open_window
    for app, session in apps:
        assert app.shut_down()
        session.close()
        app._language.remove()
        shiboken6.delete(app.window)
        shiboken6.delete(app)
    qapp.setStyleSheet("")


def test_the_demo_answers_over_the_real_protocol(qtbot, opened):
    app = opened(demo=True)
    app.start()
    app._chat_page.options.roles.choose_ready("corrector")
    app._chat_page.composer.set_text("Ашипки саме сибя ни исрпвят")
    talk = app._chat._in_view
    with qtbot.waitSignal(talk.ended, timeout=20_000):
        app._chat_page.composer.edit.submitted.emit()
    assert talk.messages[-1].text == "Ошибки сами себя не исправят"


def test_closing_in_the_middle_of_an_answer_leaves_no_thread(qtbot, opened):
    app = opened(demo=True)
    app.start()
    app._chat_page.composer.set_text("/long 100000")
    talk = app._chat._in_view
    with qtbot.waitSignal(talk.message_changed, timeout=20_000):
        app._chat_page.composer.edit.submitted.emit()
    app.window.close()
    assert app.shut_down()
    assert talk.messages[-1].text


def test_an_unknown_key_of_the_configuration_is_told_with_its_line(opened, tmp_path):
    (tmp_path / "config.toml").write_text('[network]\nproxi = "none"\n', encoding="utf8")
    app = opened(demo=True)
    app.start()
    notice = app._chat_page._notice.text()
    assert "network.proxi" in notice
    assert "2" in notice


def test_without_an_account_the_window_begins_with_the_welcome(opened):
    app = opened(demo=False)
    app.start()
    assert app.window.page == "account"


def test_the_keyring_is_asked_by_nobody_before_the_window_is_seen(qtbot, opened, monkeypatch):
    looks: list[tuple[bool, bool]] = []
    app = opened(demo=False)

    def look() -> None:
        on_gui_thread = threading.current_thread() is threading.main_thread()
        looks.append((app._first_sight.is_over, on_gui_thread))

    monkeypatch.setattr(app._wiring.vault, "look", look)
    assert app._account_page.keeping is Keeping.UNKNOWN
    app.start()
    assert looks == []
    qtbot.waitUntil(lambda: app._account_page.keeping is Keeping.KEYRING)
    assert looks == [(True, False)]


def test_the_demo_leaves_the_keyring_alone_until_an_account_is_to_be_entered(qtbot, opened, monkeypatch):
    looks: list[bool] = []
    app = opened(demo=True)
    monkeypatch.setattr(app._wiring.vault, "look", lambda: looks.append(True))
    app.start()
    qtbot.waitUntil(lambda: app._first_sight.is_over)
    assert looks == []
    app.window.show_page("account")
    qtbot.waitUntil(lambda: looks == [True])


def test_other_prices_reach_the_list_of_models_and_the_estimate(qtbot, qapp, opened, tmp_path):
    app = opened(demo=True)
    app.start()
    app._chat_page.composer.set_text("Сколько это стоит?")
    before = app._chat.meter.cost_roubles()
    text = packaged_text().replace("YandexGPT 5.1 Pro", "Моя модель")
    data = json.loads(text)
    for model in data["models"]:
        model["input_price"] = 1000.0
    (tmp_path / "models.json").write_text(json.dumps(data), "utf-8")
    app._prices.follow(Qt.ApplicationState.ApplicationInactive)
    try:
        with qtbot.waitSignal(app._prices.changed):
            qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
        assert app._chat.meter.cost_roubles() > before
        assert "Моя модель" in app._chat_page.findChild(QPushButton, "model-chip").text()
    finally:
        use_table(None)
