"""Whatever partials came on the way, an answer ends in the blocks of its final text."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.text.blocks import Block
from yagpt_desktop.text.display import with_plain_breaks
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.references import Link, References
from yagpt_desktop.text.unit import Unit
from yagpt_desktop.text.units import revise

WORDS = (
    "слово",
    "**жирное**",
    "*курсив*",
    "~~нет~~",
    "`код $x$`",
    "$x^2$",
    "$\\frac{a}{b}$",
    r"\(a + b\)",
    r"\[c = d\]",
    "$$e$$",
    "100 $",
    "от $5 до $10",
    "[ссылка](https://a.example/b_(c))",
    "[по метке][а]",
    "[б]",
    "![снимок](file:///dev/zero)",
    "https://b.example/?q=1",
    "<https://c.example>",
    "😀👩‍👩‍👧",
    "e\u0301z\u0335\u0321\u0322",
    "مرحبا بالعالم",
    "שלום \u202eabc\u202c",
    "**не закрыто",
    "`не закрыто",
    "$не закрыто",
    "[не закрыто",
    "a_b_c * d",
    "\\*экран\\_",
    "<b>тег</b> &amp; &copy;",
    "x" * 50,
)
PREFIXES = (
    "",
    "",
    "",
    "",
    "- ",
    "  - ",
    "- [ ] ",
    "- [x] ",
    "1. ",
    "7) ",
    "> ",
    "> > ",
    "# ",
    "### ",
    "    ",
    "| ",
    "\t",
)
FIXED = (
    "",
    "",
    "",
    "---",
    "===",
    "```python",
    "```",
    "~~~",
    "$$",
    "\\[",
    "\\]",
    "$$ x = y",
    "- x $$",
    "| а | б |\n|---|:-:|",
    "| 1 | $x$ |",
    "[а]: https://d.example",
    "[Б]: <https://e.example> 'Титул'",
    "  > [а]: https://f.example",
    "-",
    "> ",
    "  \\[ z \\]",
)
BREAKS = ("\n", "\n", "\n", "\r\n", "\r")


def markdown(choice: Random) -> str:
    """Lines of everything, in any order."""
    lines = []
    for _ in range(choice.randrange(15)):
        if choice.random() < 0.5:
            lines.append(choice.choice(FIXED))
        else:
            words = choice.choices(WORDS, k=choice.randint(1, 4))
            lines.append(choice.choice(PREFIXES) + " ".join(words))
    return choice.choice(BREAKS).join(lines)


class Shown:
    """What a view keeps of a growing message: its units, and the blocks of each while they hold."""

    def __init__(self) -> None:
        self.text = ""
        self.units: list[Unit] = []
        self.references = References()
        self.known: dict[int, tuple[tuple[Unit, tuple[Link, ...], bool], tuple[Block, ...]]] = {}
        self.made = 0

    def show(self, text: str, *, grows: bool) -> None:
        """Take the next partial."""
        new = with_plain_breaks(text)
        self.references.revise(self.units, revise(self.units, self.text, new).kept)
        self.text = new
        known: dict[int, tuple[tuple[Unit, tuple[Link, ...], bool], tuple[Block, ...]]] = {}
        for unit in self.units:
            key = (unit, self.references.links_of(unit), grows and unit is self.units[-1])
            before = self.known.get(unit.start)
            if before is None or before[0] != key:
                self.made += 1
                before = (key, blocks_of(unit, key[1], is_tail=key[2]))
            known[unit.start] = before
        self.known = known

    @property
    def blocks(self) -> list[tuple[Block, ...]]:
        """Everything that is shown."""
        return [self.known[unit.start][1] for unit in self.units]


def at_once(text: str) -> list[tuple[Block, ...]]:
    shown = Shown()
    shown.show(text, grows=False)
    return shown.blocks


@given(st.integers(0, 2**62))
@settings(max_examples=2000, deadline=None)
def test_any_partials_end_in_the_blocks_of_the_final_text(seed: int) -> None:
    choice = Random(seed)
    text = markdown(choice)
    is_revised = choice.random() < 0.5
    shown = Shown()
    for _ in range(choice.randrange(5)):
        partial = text[: choice.randint(0, len(text))]
        if is_revised:
            at, other = choice.randint(0, len(partial)), markdown(choice)
            partial = partial[:at] + other + partial[at + len(other) // 2 :]
        shown.show(partial, grows=True)
    shown.show(text, grows=True)
    shown.show(text, grows=False)
    assert shown.blocks == at_once(text)


def test_a_partial_makes_the_last_block_alone() -> None:
    text = "\n\n".join(f"Абзац {i} с $x_{i}$ и [ссылкой][{i}]." for i in range(200))
    shown = Shown()
    shown.show(text, grows=True)
    made = shown.made
    for i in range(50):
        shown.show(text + " ещё" * i, grows=True)
    assert shown.made - made <= 50


def test_a_revision_makes_its_own_block_alone() -> None:
    parts = [f"Абзац {i} с несколькими словами." for i in range(200)]
    shown = Shown()
    shown.show("\n\n".join(parts), grows=True)
    made = shown.made
    parts[50] = parts[50].replace("словами", "буквами")
    shown.show("\n\n".join(parts), grows=True)
    assert shown.made - made == 1


def test_a_late_definition_makes_the_blocks_that_use_it() -> None:
    text = "\n\n".join(f"Абзац {i} [сюда][{i % 10}]." for i in range(100))
    shown = Shown()
    shown.show(text, grows=True)
    made = shown.made
    shown.show(text + "\n\n[3]: https://a.example", grows=True)
    # Ten use it; two more are the last unit of before, which is no tail any more, and the definition.
    assert shown.made - made == 12
