"""The model's reasons: asked for once, kept with the run, and there again with it."""

from __future__ import annotations

from dataclasses import replace

import shiboken6
from PySide6.QtCore import Qt

from yagpt_desktop.domain.settings import Language


def told(bench):
    """Return what the cards say beyond the short words."""
    return [
        card.reason for card in bench.page.changes._cards.cards if not card.reason.startswith("Орфография:")
    ]


def explained(bench):
    """Ask for the reasons and wait until they are there."""
    asked = bench.asked()
    bench.choose(bench.page_menu, "fix-explain-all")
    bench.wait(lambda: bench.asked() == asked + 1 and not bench.reasons.asking)
    bench.settled()


def test_reasons_are_there_with_the_run_in_a_later_session_and_nobody_is_asked(bench, qtbot, service):
    bench.fixed_text()
    assert not bench.kept().reasons
    explained(bench)
    shown, run = told(bench), bench.kept()
    assert len(run.reasons) == len(shown) > 0
    later = type(bench)(qtbot, service)
    later.fix.show_run(run)
    later.ended()
    assert told(later) == shown
    later.choose(later.page_menu, "fix-explain-all")
    assert not later.reasons.asking
    later.close()
    shiboken6.delete(later.owner)
    assert later.asked() == 2, "both sessions together"


def test_reasons_are_kept_beside_what_the_person_decides(bench):
    bench.fixed_text()
    explained(bench)
    bench.press(Qt.Key.Key_Backspace, ctrl=True)
    bench.wait(lambda: bench.kept().edited is not None)
    assert bench.kept().reasons
    edited = bench.kept().edited
    bench.fix.show_run(bench.kept())
    bench.ended()
    assert bench.review.result == edited
    assert told(bench)


def test_a_reason_that_is_known_is_kept_with_another_run_too(bench):
    bench.fixed_text()
    explained(bench)
    reasons = bench.kept().reasons
    bench.store.clear_runs()
    bench.fixed_text()
    assert told(bench)
    bench.wait(lambda: bench.kept().reasons == reasons)
    assert bench.asked() == 3


def test_reasons_of_a_private_text_never_come_to_the_disk(bench):
    bench.put_texts(private=True)
    bench.fixed_text()
    explained(bench)
    bench.pool.waitForDone()
    (private,) = bench.private.runs()
    assert private.reasons
    bench.put_texts(private=False)
    bench.fixed_text()
    assert not told(bench)
    assert not bench.kept().reasons
    bench.fix.show_run(private)
    bench.ended()
    assert told(bench)
    assert not bench.kept().reasons


def test_reasons_follow_the_language(bench, qapp):
    bench.fixed_text()
    explained(bench)
    assert told(bench)
    bench.hub.put(replace(bench.hub.settings, language=Language.ENGLISH))
    bench.reasons.retranslate()
    assert not told(bench), "an English window does not go on in Russian"
    bench.hub.put(replace(bench.hub.settings, language=Language.RUSSIAN))
    bench.reasons.retranslate()
    assert told(bench)
