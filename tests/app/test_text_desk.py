"""The text tools in the whole window: the demo's service, the store on the disk, what outlives a restart."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shiboken6

from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.text_task import ActionTask, ChunkState, GlossaryRow
from yagpt_desktop.services.run_plan import planned
from yagpt_desktop.text.span import Span
from yagpt_desktop.ui.fix.fix_page import FixView
from yagpt_desktop.ui.texts.history_dialog import HistoryDialog
from yagpt_desktop.ui.texts.words_dialog import WordsDialog
from yagpt_desktop.wiring import StartOptions, open_profile

HAMLET, HAMLET_RU = "To be, or not to be: that is the question.", "Быть или не быть — вот в чём вопрос."
PATIENCE_MS = 30_000


class Windows:
    """Opens windows on one profile, one after the other."""

    def __init__(self, qtbot, qapp, folder):
        self.qtbot, self._qapp, self._folder = qtbot, qapp, folder
        self._opened = None

    def open(self):
        wiring = open_profile(StartOptions(profile=self._folder, demo=True), {})
        session = Session(wiring, None)
        app = DesktopApp(self._qapp, wiring, session)
        self._opened = app, session
        app.start()
        self.wait(lambda: not app._texts._learning.busy)
        return app._texts

    def wait(self, found):
        self.qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE_MS)

    def close(self):
        if self._opened is None:
            return
        (app, session), self._opened = self._opened, None
        assert app.shut_down()
        session.close()
        app._language.remove()
        shiboken6.delete(app.window)
        shiboken6.delete(app)
        self._qapp.setStyleSheet("")

    def again(self):
        self.close()
        return self.open()


@pytest.fixture
def windows(qtbot, qapp, tmp_path):
    """One window at a time."""
    made = Windows(qtbot, qapp, tmp_path)
    yield made
    made.close()


def translated(windows, texts, text=HAMLET):
    texts.translate.take_text(text, run=True)
    windows.wait(lambda: not texts.translate._desk.running)
    return texts.translate_page.result.toPlainText()


def test_a_translation_is_in_the_history_after_a_restart_and_opens_again(windows):
    assert translated(windows, windows.open()) == HAMLET_RU
    texts = windows.again()
    assert texts.translate_page.result.toPlainText() == ""
    texts.translate_page.history_requested.emit()
    dialog = texts.history.dialog
    assert isinstance(dialog, HistoryDialog)
    windows.wait(lambda: dialog.model.rowCount() == 1)
    dialog._on_open()
    windows.wait(lambda: texts.translate_page.result.toPlainText() == HAMLET_RU)
    assert texts._window.page == "translate"


def test_a_correction_opens_in_its_own_page_from_the_same_history(windows):
    texts = windows.open()
    texts.fix.take_text("Ашипки саме сибя ни исрпвят", run=True)
    windows.wait(lambda: texts.history._store.runs() and texts.history._store.runs()[0].is_finished)
    texts.page_menu.history_requested.emit()
    windows.wait(lambda: texts.history.dialog.model.rowCount() == 1)
    texts.history.dialog._on_open()
    assert texts._window.page == "fix"
    assert texts.fix_page.source.toPlainText() == "Ашипки саме сибя ни исрпвят"


def test_what_an_action_wrote_opens_from_the_history_as_the_text_it_is(windows):
    texts = windows.open()
    run = planned(
        ActionTask("Кратко", "Перескажи."), "Длинный текст.", "yandexgpt", lambda text: [Span(0, 14)]
    )
    done = replace(run.chunks[0], state=ChunkState.DONE, text="Пересказ.")
    texts.history._store.save_run(replace(run, chunks=(done,)))
    texts.page_menu.history_requested.emit()
    windows.wait(lambda: texts.history.dialog.model.rowCount() == 1)
    texts.history.dialog._on_open()
    assert texts._window.page == "fix"
    windows.wait(lambda: texts.fix_page.result.toPlainText() == "Пересказ.")
    assert texts.fix_page.view is FixView.RESULT
    assert texts.fix_page.source.toPlainText() == "Длинный текст."


@pytest.mark.parametrize("page", ["fix", "translate"])
def test_neither_an_edit_nor_a_mark_overwrites_the_other(windows, page):
    texts = windows.open()
    store = texts.history._store
    if page == "fix":
        texts.fix.take_text("Ашипки саме сибя ни исрпвят", run=True)
        windows.wait(lambda: texts.review.is_final)
        texts.review.leave()
    else:
        translated(windows, texts)
        texts.translate_page.result.put_text("Правлено.")
    texts.page_menu.history_requested.emit()
    dialog = texts.history.dialog
    windows.wait(lambda: dialog.model.rowCount() == 1)
    (listed,) = dialog.model.runs
    assert listed.edited is not None, "what waited to be written is in the list"
    texts.history.pin(listed)
    windows.wait(lambda: dialog.model.runs[0].pinned)
    dialog.close()
    if page == "fix":
        texts.review.leave()
    else:
        texts.translate_page.result.put_text("Правлено ещё раз.")
    windows.wait(lambda: store.runs()[0].edited != listed.edited)
    assert store.runs()[0].pinned


def test_the_glossary_outlives_a_restart_and_is_obeyed(windows):
    texts = windows.open()
    texts.glossary.show()
    texts.glossary.dialog.put_rows([GlossaryRow("1", "question", "загвоздка")])
    texts = windows.again()
    assert [row.target for row in texts.translate.task.glossary] == ["загвоздка"]
    assert "загвоздка" in translated(windows, texts)


def test_words_that_are_never_changed_reach_the_corrections(windows):
    texts = windows.open()
    texts.page_menu.words_requested.emit()
    assert isinstance(texts.words.dialog, WordsDialog)
    texts.words.add("Ашипки")
    windows.wait(lambda: "ашипки" in texts.review.known_words)
    texts = windows.again()
    assert "ашипки" in texts.review.known_words


def test_what_was_cut_off_is_offered_once_and_goes_on_from_where_it_was(windows):
    texts = windows.open()
    texts.translate.take_text("\n\n".join([HAMLET] * 400), run=True)
    windows.wait(texts.translate_page.result.toPlainText)
    texts = windows.again()
    windows.wait(lambda: texts.offers[0].runs)
    assert not texts.offers[1].runs
    before = len(texts.offers[0].runs[0].chunks)
    texts.offers[0].bar._action.click()
    assert not texts.offers[0].runs
    assert texts.translate_page.running
    assert before >= 1
    texts.translate_page.stop_requested.emit()
    windows.wait(lambda: not texts.translate._desk.running)


def test_a_broken_store_is_told_on_the_page_in_view(windows, monkeypatch):
    texts = windows.open()

    def broken(*_args):
        raise StorageError("disk")

    monkeypatch.setattr(texts.history._store, "runs", broken)
    texts._window.show_page("fix")
    texts.history.show()
    windows.wait(lambda: not texts.fix_page.errors.isHidden())
    assert texts.translate_page.errors.isHidden()
