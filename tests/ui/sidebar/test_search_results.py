"""A found place as a row: when, where, and the words around it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import Qt

from yagpt_desktop.domain.chat import Chat
from yagpt_desktop.domain.search import Piece, SearchHit
from yagpt_desktop.ui.history.landing import span_of
from yagpt_desktop.ui.sidebar.search_results_delegate import near_hit
from yagpt_desktop.ui.sidebar.search_results_model import FoundPlace, SearchResultsModel, day_text

NOW = datetime.now().astimezone()


def test_a_row_is_read_out_with_its_chat_its_words_and_its_day(
    russian: None, qapp: object, make_chat: Callable[..., Chat]
) -> None:
    model = SearchResultsModel()
    hit = SearchHit("a", "m", NOW, (Piece("о\n"), Piece("ежах", hit=True), Piece(".")))
    model.show_places([FoundPlace(hit, replace(make_chat("a", "О зверях"), archived=True))])
    text = str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert text.startswith("О зверях. о ежах. архив · ")


def test_the_day_is_told_as_short_as_it_can_be(russian: None, qapp: object) -> None:
    day = datetime(2026, 11, 22, 15, 4, tzinfo=UTC).astimezone()
    assert day_text(day, day.date()) == day.strftime("%H:%M")
    assert day_text(day, day.date().replace(day=23)).startswith("22 ноя")
    assert day_text(day - timedelta(days=365), day.date()).endswith("2025")


def test_the_hit_comes_early_enough_to_be_seen() -> None:
    pieces = [Piece("очень длинное начало предложения перед словом "), Piece("ёж", hit=True), Piece(" конец")]
    before, hit, after = near_hit(pieces)
    assert before.text == "…предложения перед словом "[: len(before.text)] or before.text.startswith("…")
    assert len(before.text) <= 26
    assert (hit, after) == (pieces[1], pieces[2])
    assert near_hit([Piece("ёж", hit=True)]) == [Piece("ёж", hit=True)]


def test_the_place_of_a_hit_is_found_again_in_the_text() -> None:
    text = "кот и кот, а потом кот у дома"
    pieces = (Piece("…потом "), Piece("кот", hit=True), Piece(" у дома"))
    assert span_of(text, pieces) == (19, 22)
    assert span_of("совсем другое", pieces) == (0, 0)
    assert span_of(text, (Piece("ничего"),)) == (0, 0)
