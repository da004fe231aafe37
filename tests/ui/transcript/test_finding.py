"""Looking for words: what is counted, marked and brought into view."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QGuiApplication, QImage

from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.find import matches
from yagpt_desktop.text.shown import shown_texts

MIXED = """# Ёлка в лесу

Ел**ка** и [елка](https://example.com/elka), `ёлка` &amp; ЁЛКА.

- ёлка
  > ёлка

| ёлка | б |
|---|--:|
| елка | 2 |

```python
elka = "ёлка"
```

![ёлка](https://example.com/a.png) конец
"""


@pytest.fixture
def search(view, qtbot):
    """Looks for something and waits until everything was looked at."""

    def run(query: str):
        view.finding.search(query)
        qtbot.waitUntil(lambda: view.finding.state.is_complete)
        return view.finding.state

    return run


def test_everything_that_is_shown_is_found_and_nothing_else(view, message, search, settle):
    view.show_messages([message("Ёлка?", Role.USER), message(MIXED)])
    settle()
    assert search("елка").total == 1 + 11
    assert search("ЁЛКА &").total == 1
    assert search("example.com").total == 0, "an address is not shown"
    assert search("**").total == 0
    assert search("елка и елка").total == 1, "a link does not part words"
    assert search("").total == 0
    assert not view.finding.state.is_asked


def test_what_is_counted_is_what_is_laid_out(view, message, settle):
    view.show_messages([message(MIXED)])
    settle()
    for shown in view.arranged().units:
        laid_out = [placed.box.layout.text().replace("\u2028", "\n") for placed in shown.layout.boxes]
        assert laid_out == [text.replace("\u2028", "\n") for text in shown_texts(shown.layout.blocks)]


def test_the_count_is_that_of_a_search_through_every_text(view, message, search, settle):
    texts = [f"Сообщение {i}: " + "слово Слово **сло**во. " * (i % 4) for i in range(300)]
    view.show_messages([message(text, (Role.USER, Role.ASSISTANT)[i % 2]) for i, text in enumerate(texts)])
    settle()
    wanted = 0
    for i in range(300):
        for unit in view.column.near(i).units:
            blocks = view.column.layout(i, view.column.near(i).units.index(unit)).blocks
            wanted += sum(len(matches(text, "слово")) for text in shown_texts(blocks))
    assert search("слово").total == wanted


def test_enter_walks_through_all_matches_in_order_and_around(view, message, search, settle, long_answer):
    view.show_messages([message("абзац один", Role.USER), message(long_answer), message("и ещё Абзац")])
    settle()
    top, margin = view.arranged().top, 3 * view.column.ink.line_px
    nearest = next(one for one in view.arranged().units if one.y >= top + margin)
    state = search("абзац")
    assert state.total == 62
    assert view.scene.found.current[:2] == nearest[:2], "below the bar, in view"
    settle()
    assert view.arranged().top == top
    for place in [*range(state.current + 1, 63), *range(1, 62)]:
        view.finding.next()
        assert view.finding.state.current == place
        settle()
        found = view.scene.found.current
        assert any(shown[:2] == found[:2] for shown in view.arranged().units), "the match is in view"
    view.finding.previous()
    assert view.finding.state.current == 60


def test_a_match_in_view_does_not_move_the_view(view, message, search, settle, long_answer):
    view.show_messages([message(long_answer)])
    settle()
    view.owner.go_to(2000, view.viewport().height())
    view.refresh()
    settle()
    view.owner.go_to_spot(view.column.spot_at(view.arranged().units[3].y - 200))
    view.refresh()
    settle()
    top = view.arranged().top
    search("слово за")
    settle()
    assert view.scene.found.current is not None
    assert view.arranged().top == top


def test_a_match_far_away_stands_in_the_upper_part_of_the_view(view, message, search, settle, long_answer):
    view.show_messages([message(long_answer), message("конец")])
    settle()
    search("номер 17.")
    settle()
    found = view.scene.found.current
    shown = next(one for one in view.arranged().units if one[:2] == found[:2])
    y = shown.y - view.arranged().top + view.scene.found.rect_of(shown.layout, found.ordinal).top()
    assert 0 < y < view.viewport().height() / 2


def test_a_growing_answer_is_counted_anew_and_the_place_stays(view, message, search, settle, qtbot):
    view.show_messages([message("слово", Role.USER), message("слово", grows=True, name="a")])
    settle()
    assert search("слово").total == 2
    assert view.finding.state.current == 1
    told = []
    view.finding.changed.connect(told.append)
    for number in range(2, 40):
        view.update_message(message("слово\n\n" * number, grows=True, name="a"))
    settle()
    assert len(told) <= 2, "the count does not flicker with every partial"
    qtbot.waitUntil(lambda: view.finding.state.total == 40)
    assert view.finding.state.current == 1
    view.update_message(message("слово\n\n" * 39 + "конец", name="a"))
    view.append(message("Слово!", Role.USER))
    qtbot.waitUntil(lambda: view.finding.state.total == 41)
    view.remove_after("a")
    qtbot.waitUntil(lambda: view.finding.state.total == 40)


def test_the_current_match_goes_when_its_message_goes(view, message, search, settle, qtbot):
    view.show_messages([message("да", Role.USER, name="q"), message("слово слово", name="a")])
    settle()
    search("слово")
    view.finding.next()
    assert view.finding.state.current == 2
    view.remove_after("q")
    qtbot.waitUntil(lambda: view.finding.state.total == 0)
    assert view.finding.state.current == 0
    view.finding.next()


def test_another_chat_is_searched_for_the_same(view, message, search, settle, qtbot):
    view.show_messages([message("слово")])
    settle()
    search("слово")
    view.show_messages([message("слово слово", Role.USER)])
    qtbot.waitUntil(lambda: view.finding.state.total == 2)
    assert view.finding.state.current == 0, "nobody walked there yet"


def test_closing_leaves_the_match_selected(view, message, search, settle):
    view.show_messages([message("один **дв**а три")])
    settle()
    search("два")
    view.finding.close()
    view.copy()
    assert QGuiApplication.clipboard().text() == "два"
    assert not view.finding.state.is_asked


def pixels(view, name: str, rect: QRectF) -> int:
    image = QImage(view.viewport().size(), QImage.Format.Format_RGB32)
    view.viewport().render(image)
    color = view.column.ink.color(name)
    area = rect.toAlignedRect().intersected(image.rect())
    return sum(
        image.pixelColor(x, y) == color
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


def test_matches_are_marked_and_the_current_one_has_an_outline_too(view, message, search, settle):
    view.show_messages([message("слово и `слово`\n\n```\nслово\n```")])
    settle()
    search("слово")
    settle()
    everywhere = QRectF(view.viewport().rect())
    assert pixels(view, "found_current", everywhere) > 100
    assert pixels(view, "found", everywhere) > 200
    shown = view.arranged().units[0]
    rect = view.scene.found.rect_of(shown.layout, 0)
    at = rect.translated(view.scene.text_left(shown), shown.y - view.arranged().top)
    edge = QRectF(at.left() - 2, at.top() - 1, 2, at.height())
    assert pixels(view, "text", edge) > at.height() / 2
    view.finding.close()
    view.selection.clear()
    settle()
    assert pixels(view, "found", everywhere) == pixels(view, "found_current", everywhere) == 0


def worst_stall_s(view, qtbot, query: str) -> float:
    worst_s = 0.0
    view.finding.search(query)
    while not view.finding.state.is_complete:
        began_s = time.perf_counter()
        QCoreApplication.processEvents()
        worst_s = max(worst_s, time.perf_counter() - began_s)
    return worst_s


def test_ten_thousand_messages_are_searched_without_a_stall(view, message, settle, qtbot):
    body = "Обычный ответ из **одного** абзаца со [ссылкой](https://example.com/a). " * 6
    talk = [message(f"{body}\n\n- раз {i}\n- два", (Role.USER, Role.ASSISTANT)[i % 2]) for i in range(10_000)]
    view.show_messages(talk)
    settle()
    stalls_s = [
        worst_stall_s(view, qtbot, query) for query in ("раз 999", "раз 9999", "нет такого", "раз 99")
    ]
    assert view.finding.state.total == 100 + 10 + 1
    assert min(stalls_s) < 0.05, "the machine may be slow once or twice, the search not"


def test_a_single_letter_that_is_everywhere_is_counted_without_a_stall(view, message, settle, qtbot):
    body = "Обычный ответ из **одного** абзаца со [ссылкой](https://example.com/a). " * 6
    view.show_messages([message(body) for _ in range(200)] + [message("слово " * 50_000)])
    settle()
    stalls_s = [worst_stall_s(view, qtbot, letter) for letter in "аео"]
    assert view.finding.state.total == 200 * 6 * 7 + 100_000
    assert min(stalls_s) < 0.05


def test_marks_hold_behind_signs_of_two_units(view, message, search, settle):
    view.show_messages([message("😀😀 слово 😀 и е\u0308лка")])
    settle()
    search("елка")
    shown = view.arranged().units[0]
    assert view.scene.found.source_range(shown.layout, 0) == (13, 18)
    search("слово")
    rect = view.scene.found.rect_of(shown.layout, 0)
    placed = shown.layout.boxes[0]
    assert rect.left() == pytest.approx(placed.x + placed.box.rect_of(5).x())
