"""Links by a label that is defined in another unit."""

from __future__ import annotations

from yagpt_desktop.text.blocks import TableBlock, TextBlock
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.references import Link, References, definitions_in, references_of
from yagpt_desktop.text.units import revise, split


def hrefs(text: str) -> list[tuple[str, str]]:
    units = split(text)
    known = references_of(units)
    found = []
    for unit in units:
        for block in blocks_of(unit, known.links_of(unit)):
            spans = list(block.spans) if isinstance(block, TextBlock) else []
            if isinstance(block, TableBlock):
                spans = [span for row in block.rows for cell in row for span in cell]
            found += [(span.text, span.href) for span in spans if span.href]
    return found


def test_a_label_is_looked_up_in_the_whole_message() -> None:
    text = "См. [раз][a], [два][] и [три].\n\n- [четыре][А]\n\n| x |\n|---|\n| [пять][a] |\n\n"
    text += "[a]: https://a.example\n[два]: <https://b.example>\n\n> [три]: https://c.example 'Т'\n"
    assert hrefs(text) == [
        ("раз", "https://a.example"),
        ("два", "https://b.example"),
        ("три", "https://c.example"),
        ("пять", "https://a.example"),
    ]


def test_the_first_definition_counts() -> None:
    assert hrefs("[x][a]\n\n[a]: https://1.example\n\nи\n\n[a]: https://2.example") == [
        ("x", "https://1.example")
    ]


def test_code_defines_nothing() -> None:
    assert hrefs("[x][a]\n\n```\n[a]: https://1\n```\n\n    [a]: https://2\n\n`[a]: https://3`") == []


def test_a_definition_is_not_shown() -> None:
    (unit,) = split("[a]: https://a.example\n[b]: https://b")
    assert blocks_of(unit) == ()
    assert definitions_in(unit) == (Link("A", "https://a.example"), Link("B", "https://b"))


def test_what_stands_behind_a_link_keeps_its_place() -> None:
    text = "[слово][слово] слово\n\n[слово]: https://a"
    units = split(text)
    (block,) = blocks_of(units[0], references_of(units).links_of(units[0]))
    assert isinstance(block, TextBlock)
    assert [(span.text, span.at) for span in block.spans] == [("слово", 1), (" слово", 14)]


def test_a_late_definition_concerns_the_units_that_use_it_alone() -> None:
    text = "\n\n".join(f"Абзац {i} [сюда][{i}]" for i in range(20))
    units = split(text)
    known = References()
    known.revise(units, 0)
    before = [known.links_of(unit) for unit in units]
    longer = f"{text}\n\n[7]: https://a.example"
    known.revise(units, revise(units, text, longer).kept)
    after = [known.links_of(unit) for unit in units]
    assert [i for i, links in enumerate(after[:20]) if links != before[i]] == [7]


def test_a_definition_that_is_revised_away_is_forgotten() -> None:
    text = "[x][a]\n\n[a]: https://1"
    units = split(text)
    known = References()
    known.revise(units, 0)
    assert known.links_of(units[0])
    shorter = "[x][a]\n\nнет"
    known.revise(units, revise(units, text, shorter).kept)
    assert known.links_of(units[0]) == ()
