"""The one parser of Markdown: CommonMark with tables, strikethrough and formulas, without HTML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .address import is_to_be_hidden
from .formula_rules import add_formulas

# A level of list costs two levels of the parser and about eight frames of Python's stack.
_NESTING = 60


class _Markdown(MarkdownIt):
    """Takes for links what may be opened; the library's own list only names what is known to be bad."""

    def validateLink(self, url: str) -> bool:  # noqa: N802  the library's name
        """Whether the signs around an address mean a link."""
        return is_to_be_hidden(url)


@lru_cache(maxsize=1)
def markdown() -> MarkdownIt:
    """Return the parser of blocks; it leaves the text of each as it is."""
    parser = _Markdown("commonmark", {"html": False, "maxNesting": _NESTING})
    parser.enable(["table", "strikethrough"])
    # Joined, an escaped sign could no longer be told from its neighbours, nor found in the source.
    parser.disable(["text_join", "inline"])
    add_formulas(parser)
    return parser


def inline_tokens(content: str, environment: dict[str, object]) -> Sequence[Token]:
    """Parse the text of one block; most of a growing list or table was parsed before."""
    if not environment:
        return _inline(content)
    # Definitions of links make one text mean different things in different units.
    tokens: list[Token] = []
    markdown().inline.parse(content, markdown(), environment, tokens)
    return tokens


@lru_cache(maxsize=1024)
def _inline(content: str) -> tuple[Token, ...]:
    tokens: list[Token] = []
    markdown().inline.parse(content, markdown(), {}, tokens)
    return tuple(tokens)
