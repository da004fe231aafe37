"""What is copied carries nothing that another program would load, run or follow elsewhere."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from itertools import chain

import pytest
from harness.hostile_texts import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.text.html import html_of
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.plain import Said
from yagpt_desktop.text.units import split

TEXTS = list(chain.from_iterable(group["items"] for group in json.loads(CORPUS.read_text(encoding="utf-8"))))
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr"}
TABLES = {"table", "tr", "th", "td"}
WORDS = {"a", "b", "i", "s", "code", "br"}
ATTRIBUTES = {
    "a": {"href"},
    "table": {"border", "cellspacing", "cellpadding"},
    "th": {"style"},
    "td": {"style"},
}
STYLES = {"text-align:center", "text-align:right"}


class Inspector(HTMLParser):
    """Notes everything that is not plainly harmless."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Judge a tag and its attributes."""
        if tag not in BLOCKS | TABLES | WORDS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, set()):
                self.found.append(f"<{tag} {name}>")
            elif name == "href":
                self.hrefs.append(value or "")
            elif name == "style" and value not in STYLES:
                self.found.append(f"style={value}")

    def handle_comment(self, data: str) -> None:
        """There are none."""
        self.found.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        """There are none."""
        self.found.append(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        """There are none."""
        self.found.append(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        """There are none."""
        self.found.append(f"<![{data}")


def inspected(text: str, start: int = 0, end: int | None = None) -> Inspector:
    """Copy a part of a message as HTML and look at it."""
    end = len(text) if end is None else end
    said = [Said(blocks_of(unit), unit, start - unit.start, end - unit.start) for unit in split(text)]
    inspector = Inspector()
    inspector.feed(html_of(said))
    inspector.close()
    return inspector


def is_inert(inspector: Inspector) -> bool:
    """Whether nothing was noted, and every link leads to the web or to a letter."""
    schemes = {href.partition(":")[0].lower() for href in inspector.hrefs}
    return not inspector.found and schemes <= {"http", "https", "mailto"}


def test_a_copied_message_is_inert() -> None:
    hrefs = 0
    for text in TEXTS:
        inspector = inspected(text)
        assert is_inert(inspector), (text, inspector.found, inspector.hrefs)
        hrefs += len(inspector.hrefs)
    assert hrefs > 100, "links are copied as links"


@pytest.mark.timeout(180)
@settings(max_examples=400)
@given(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3), st.integers(0, 200), st.integers(0, 400))
def test_any_part_of_any_mixture_is_inert(texts: list[str], start: int, size: int) -> None:
    text = "\n".join(text[:2_000] for text in texts)
    assert is_inert(inspected(text, start, start + size))


@given(st.text("<>\"'`&=/[]()!|-\n imgsrcaonlk:#;\x00\x1b\ud800", max_size=120))
def test_any_signs_are_inert(text: str) -> None:
    assert is_inert(inspected(text))


def test_the_inspector_notices_what_it_is_there_to_notice() -> None:
    for html in ("<img src=x>", "<p onclick=x>", '<a href="javascript:x">', "<!-- x -->", "<td style=x>"):
        inspector = Inspector()
        inspector.feed(html)
        assert not is_inert(inspector), html
