"""A real column of layouts: any partials end in what the final text is at once."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from yagpt_desktop.text.blocks import CodeBlock, Face, RuleBlock, TableBlock, TextBlock
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.transcript.column import Column
from yagpt_desktop.ui.transcript.ink import Ink

SHOWCASE = (Path(__file__).parents[2] / "data" / "showcase.md").read_text(encoding="utf-8")
WIDTH_PX = 640


@pytest.fixture
def ink(view) -> Ink:
    return Ink(look(), view.font())


def laid_out(column: Column) -> list[object]:
    row = column.near(0)
    found: list[object] = []
    for index in range(len(row.units)):
        layout = column.layout(0, index)
        found.append((layout.unit, layout.blocks, layout.height, row.unit_px(index)))
    return [*found, column.total_px]


def new_column(ink: Ink, message) -> Column:
    column = Column(ink)
    column.set_sheet(ink, WIDTH_PX)
    column.reset([message])
    return column


def test_any_partials_end_in_the_layouts_of_the_final_text(ink, message):
    choice = Random(4)
    for _ in range(60):
        start = choice.randrange(len(SHOWCASE))
        text = SHOWCASE[start : start + choice.randrange(1500)]
        column = new_column(ink, message("", grows=True, name="a"))
        laid_out(column)
        for _ in range(choice.randrange(6)):
            partial = text[: choice.randint(0, len(text))]
            if choice.random() < 0.4:
                at = choice.randint(0, len(partial))
                partial = (
                    partial[:at]
                    + choice.choice(["\n\n", "**", "$", "```\n", "| ", "[док]"])
                    + partial[at + 3 :]
                )
            column.replace(0, message(partial, grows=True, name="a"))
            laid_out(column)
        column.replace(0, message(text, name="a"))
        assert laid_out(column) == laid_out(new_column(ink, message(text, name="a")))


def test_the_showcase_shows_everything(view, message, qtbot):
    view.resize(800, 6000)
    view.show_messages([message(SHOWCASE, name="a")])
    layouts = lambda: [shown.layout for shown in view.arranged().units]  # noqa: E731
    qtbot.waitUntil(lambda: not any(layout.waiting for layout in layouts()), timeout=20_000)
    blocks = [block for layout in layouts() for block in layout.blocks]
    assert {type(block) for block in blocks} == {TextBlock, CodeBlock, TableBlock, RuleBlock}
    pictures = [one for layout in layouts() for placed in layout.boxes for one in placed.box.line.pictures]
    assert len(pictures) == 7
    spans = [span for block in blocks if isinstance(block, TextBlock) for span in block.spans]
    for face in (Face.BOLD, Face.ITALIC, Face.STRUCK, Face.CODE, Face.FORMULA, Face.DISPLAY):
        assert any(span.face & face for span in spans)
    assert ("по метке", "https://yandex.cloud/ru/docs/foundation-models") in [(s.text, s.href) for s in spans]
    assert any(placed.box.is_right_to_left for layout in layouts() for placed in layout.boxes)
