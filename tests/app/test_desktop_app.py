"""The whole window in one process: views, workers, the demo's service; opened, used, closed."""

from __future__ import annotations

import json
import threading
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.domain.saved_prompt import Destination, SavedPrompt
from yagpt_desktop.services.models import packaged_text, use_table
from yagpt_desktop.ui.account.account_form import Keeping


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


def with_action(app: DesktopApp, destination: Destination) -> None:
    """Have an action of one's own and a text to do it to, and do it from the menu."""
    prompts = (SavedPrompt("own", "Исправить", "Исправь ошибки в тексте.", destination=destination),)
    app._hub.put(replace(app._hub.settings, saved_prompts=prompts))
    page = app._texts.fix_page
    app.window.show_page("fix")
    page.source.put_text("Ашипки саме сибя ни исрпвят")
    menu = page.action_chip.menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.objectName() == "action-own").trigger()


def test_an_action_begins_a_chat_and_leaves_the_role_of_the_next_one_alone(qtbot, opened):
    app = opened(demo=True)
    app.start()
    app._chat_page.options.roles.take_text("Отвечай кратко.")
    with_action(app, Destination.CHAT)
    talk = app._chat._in_view
    qtbot.waitUntil(lambda: not talk.answering and len(talk.messages) == 2, timeout=20_000)
    assert app.window.page == "chat"
    assert talk.chat.role_text == "Исправь ошибки в тексте."
    assert talk.messages[-1].text == "Ошибки сами себя не исправят"
    app._chat.start_anew()
    assert app._chat._in_view.chat.role_text == "Отвечай кратко."


def test_an_action_shows_its_changes_on_the_page_that_corrects(qtbot, opened):
    app = opened(demo=True)
    app.start()
    with_action(app, Destination.CHANGES)
    review = app._texts.fix_page.changes.model()
    qtbot.waitUntil(lambda: review.rowCount() == 5, timeout=20_000)


def test_the_library_opens_from_the_roles_and_gives_one_to_the_chat(opened):
    app = opened(demo=True)
    app.start()
    app._chat_page.options.roles.choose_ready("editor")
    app._chat_page.options.roles.library_requested.emit()
    library = app._prompt_desk.library
    assert library.dialog.form.entry().text == app._chat_page.options.roles.text()
    library.dialog.names.entry_chosen.emit("ready-corrector")
    library.dialog.use_requested.emit()
    assert app._chat._in_view.chat.role_text.startswith("Исправь ошибки")
    app._settings_page.prompts_requested.emit()
    library.dialog.reject()


def test_actions_are_offered_on_the_translation_too(opened):
    app = opened(demo=True)
    app.start()
    app.window.show_page("translate")
    chip = app.window.findChild(QPushButton, "translate-actions")
    assert chip.isVisible()
    chip.menu().aboutToShow.emit()
    assert chip.menu().actions()
