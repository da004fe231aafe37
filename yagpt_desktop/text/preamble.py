"""What models put around a result though nobody asked: an announcement, a fence, quotes, our own frame.

While an answer streams, what may still become one of these is held back, so that it never flashes up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from yagpt_desktop.domain.text_task import Finding

from .frame import unframed

_Slots = tuple[tuple[str, ...], ...]

_RUSSIAN: Final[_Slots] = (
    ("", "конечно", "разумеется", "хорошо", "да", "готово", "с удовольствием", "отлично"),
    ("", "! ", ", ", ". ", "!\n", ".\n", "!\n\n", ".\n\n"),
    ("", "вот ", "вот ваш ", "вот мой ", "ниже приведён ", "ниже приведен ", "ниже — ", "это "),
    (
        *("", "исправленный ", "исправленная ", "исправленное ", "откорректированный ", "отредактированный "),
        *(
            "отредактированная ",
            "переписанный ",
            "улучшенный ",
            "улучшенная ",
            "сокращённый ",
            "сокращенный ",
        ),
        *("упрощённый ", "упрощенный ", "официальный ", "готовый ", "правильный ", "переведённый ", "ваш "),
        *("переведенный ", "итоговый ", "полный ", "точный ", "возможный ", "грамотный "),
    ),
    ("текст", "вариант", "версия", "перевод", "предложение", "результат", "исправление", "фраза", "ответ"),
    (
        "",
        " текста",
        " вашего текста",
        " предложения",
        " этого текста",
        " данного текста",
        " фразы",
        " перевода",
    ),
    (
        "",
        " на русский",
        " на английский",
        " на немецкий",
        " на французский",
        " на испанский",
        " на китайский",
    ),
    ("", " язык", " языке"),
    ("", " с исправленными ошибками", " с исправлениями", " без ошибок", " в официальном стиле", " ниже"),
)
_ENGLISH: Final[_Slots] = (
    ("", "sure", "certainly", "of course", "okay", "ok", "yes", "absolutely", "done"),
    ("", "! ", ", ", ". ", "!\n", ".\n", "!\n\n", ".\n\n"),
    ("", "here is ", "here's ", "here’s ", "this is ", "below is "),
    ("", "the ", "your ", "a ", "my "),
    (
        *(
            "",
            "corrected ",
            "fixed ",
            "revised ",
            "edited ",
            "improved ",
            "rewritten ",
            "proofread ",
            "polished ",
        ),
        *("shortened ", "simplified ", "formal ", "translated ", "final ", "english ", "russian ", "german "),
    ),
    ("text", "version", "translation", "sentence", "result", "output", "correction", "rewrite", "paragraph"),
    ("", " of the text", " of your text", " of the sentence", " of the given text"),
    ("", " into english", " into russian", " in english", " in russian", " to english", " to russian"),
    ("", " with corrections", " with the mistakes corrected", " with errors fixed", " below"),
)
_BARE: Final = frozenset(
    {"текст", "text", "ответ", "результат", "result", "предложение", "sentence", "output"}
)
"""Too plain to be an announcement by themselves: «Текст: …» may be the person's own words."""

_MARKS: Final = "*_#> "
_AFTER: Final = re.compile(r"[*_]{0,3}[^\S\n]*:[*_]{0,3}\s*|[*_]{0,3}[^\S\n]*\n\s*")
_AFTER_SO_FAR: Final = re.compile(r"[*_]{0,3}[^\S\n]*:?[*_]{0,3}\s*\Z")
_MOST_PREAMBLE_CHARS: Final = 160
_FENCE: Final = re.compile(r"(`{3,}|~{3,})[^\S\n]*[\w+-]*[^\S\n]*\n")
_FENCE_SO_FAR: Final = re.compile(
    r"(?:`{1,2}|`{3,}[^\S\n]*[\w+-]{0,20}[^\S\n]*|~{1,2}|~{3,}[^\S\n]*[\w+-]{0,20})\Z"
)
_QUOTES: Final = {'"': '"', "«": "»", "“": "”", "„": "“", "'": "'", "`": "`"}
_TAG: Final = re.compile(r"<([^\W\d_][\w-]{0,40})>\s*")
_TAG_SO_FAR: Final = re.compile(r"<(?:[^\W\d_][\w-]{0,40})?\Z")


@dataclass(frozen=True, slots=True)
class Stripped:
    """A result without what stood around it.

    Attributes:
        body: Without outer blanks.
        findings: What was taken off: PREAMBLE, FENCE.
    """

    body: str
    findings: tuple[Finding, ...] = ()


def trimmed(partial: str, source: str = "") -> str:
    """Return what may be shown of an answer that still streams; "" while it may yet become an announcement.

    Args:
        partial: All that came so far.
        source: The person's text; what it begins with itself is never taken off.
    """
    head = partial[:_MOST_PREAMBLE_CHARS]
    if not source.lstrip().startswith("<") and _TAG_SO_FAR.match(head.lstrip()):
        return ""
    bare = _stripped(partial, source, is_whole=False).body
    return "" if _may_become_more(bare, source.strip()) else bare


def stripped(text: str, source: str = "") -> Stripped:
    """Return a whole answer without announcement, fence, quotes and frame that the source did not have."""
    return _stripped(text, source, is_whole=True)


def _stripped(text: str, source: str, *, is_whole: bool) -> Stripped:
    body, source = text.strip(), source.strip()
    findings: list[Finding] = []
    for _ in range(_LAYERS):
        before = body
        body = unframed(body, source, partial=not is_whole).strip()
        body = _without_tags(body, source, is_whole=is_whole)
        bare = _without_preamble(body, source)
        if bare != body:
            findings.append(Finding.PREAMBLE)
        body = _without_fence(bare, source, is_whole=is_whole)
        if body != bare:
            findings.append(Finding.FENCE)
        if is_whole or source:
            body = _without_quotes(body, source)
        if body == before:
            break
    return Stripped(body, tuple(dict.fromkeys(findings)))


_LAYERS: Final = 4


def _without_preamble(body: str, source: str) -> str:
    end = preamble_end(body)
    if end is None or preamble_end(source) is not None:
        return body
    return body[end:].lstrip()


def preamble_end(text: str) -> int | None:
    """Return where the text behind an announcement begins; None where there is none."""
    head = text[:_MOST_PREAMBLE_CHARS]
    lead = len(head) - len(head.lstrip(_MARKS))
    ends = [lead + end for end in _ends(_folded(head[lead:])) if not _is_bare(head[lead : lead + end])]
    for end in sorted(ends, reverse=True):
        after = _AFTER.match(text, end)
        if after and (":" in after.group() or end - lead > _LEAST_LINE_CHARS):
            return after.end()
    return None


_LEAST_LINE_CHARS: Final = 15
"""Without a colon a line must be this long to be an announcement: «Перевод» may be a heading of the text."""


def _is_bare(words: str) -> bool:
    return words.strip().lower() in _BARE


def _folded(head: str) -> str:
    folded = head.lower()
    return folded if len(folded) == len(head) else head


def _ends(head: str) -> Iterator[int]:
    """Yield where an announcement may end in a folded beginning."""
    for slots in (_RUSSIAN, _ENGLISH):
        yield from _walk(head, slots)[0]


def _walk(head: str, slots: _Slots) -> tuple[set[int], bool]:
    """Return where the slots can end, and whether the head ends in the middle of them."""
    places, is_open = {0}, False
    for words in slots:
        reached: set[int] = set()
        for place in places:
            rest = head[place:]
            reached |= {place + len(word) for word in words if rest.startswith(word)}
            is_open = is_open or any(len(rest) < len(word) and word.startswith(rest) for word in words)
        places = reached
    return places, is_open


def _may_become_more(body: str, source: str) -> bool:
    """Whether all there is so far may be the beginning of something that will be taken off."""
    if not body or len(body) > _MOST_PREAMBLE_CHARS:
        return False
    if _FENCE_SO_FAR.match(body) and not source.startswith(body[:3]):
        return True
    if preamble_end(source) is not None or source.startswith(body):
        return False
    head = _folded(body.lstrip(_MARKS))
    for slots in (_RUSSIAN, _ENGLISH):
        ends, is_open = _walk(head, slots)
        if is_open or any(_AFTER_SO_FAR.match(head, end) for end in ends):
            return True
    return False


def _without_fence(body: str, source: str, *, is_whole: bool) -> str:
    opened = _FENCE.match(body)
    if opened is None or source.startswith(opened.group(1)[:3]):
        return body
    mark = opened.group(1)
    inner = body[opened.end() :]
    closing = inner.rfind("\n" + mark)
    if inner.rstrip() == mark:
        return ""
    if closing >= 0 and not inner[closing + 1 + len(mark) :].strip():
        return inner[:closing].strip("\n") if mark not in inner[:closing] else body
    if is_whole:
        return body if mark in inner else inner.strip("\n")
    while inner and mark.startswith(inner[inner.rfind("\n") + 1 :].strip() or "-"):
        inner = inner[: max(inner.rfind("\n"), 0)]
    return inner


def _without_quotes(body: str, source: str) -> str:
    """Take quotes off that stand round the whole, and round nothing but the whole."""
    closing = _QUOTES.get(body[:1])
    if closing is None or len(body) < 2 or body[-1] != closing or source[:1] in _QUOTES:
        return body
    inner = body[1:-1]
    if closing in inner or body[0] in inner or not inner.strip():
        return body
    return inner.strip()


def _without_tags(body: str, source: str, *, is_whole: bool) -> str:
    """Take our frame off, or the half of it that came."""
    opened = _TAG.match(body)
    if opened and f"<{opened.group(1)}" not in source:
        closed = f"</{opened.group(1)}>"
        inner = body[opened.end() :]
        if closed in inner:
            inner, _, rest = inner.partition(closed)
            return body if rest.strip() else inner.strip()
        return inner.strip() if is_whole else _without_half_tag(inner, closed)
    ended = _LAST_TAG.search(body)
    if ended and ended.group(1) not in source and f"<{ended.group(1)}" not in body:
        return body[: ended.start()].rstrip()
    return body


_LAST_TAG: Final = re.compile(r"</([^\W\d_][\w-]{0,40})>\Z")


def _without_half_tag(inner: str, closed: str) -> str:
    at = inner.rfind("<")
    return inner[:at] if at >= 0 and closed.startswith(inner[at:].strip()) else inner
