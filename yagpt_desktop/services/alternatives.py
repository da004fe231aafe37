"""Other translations of a sentence, to choose from."""

from __future__ import annotations

from typing import Final

from yagpt_desktop.domain.completion import CompletionRequest
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import TranslateTask
from yagpt_desktop.text.preamble import stripped

from .json_answer import objects_of, plain_line
from .sentence_requests import SentenceAsked, variants_request

USUAL_ALTERNATIVES: Final = 4
MOST_ALTERNATIVES: Final = 8

_LONGEST_SHARE: Final = 6
_SPARE_SIGNS: Final = 100


def alternatives_request(
    task: TranslateTask, asked: SentenceAsked, settings: Settings, count: int = USUAL_ALTERNATIVES
) -> CompletionRequest:
    """Return the request for other translations; it is not streamed."""
    return variants_request(task, asked, settings, max(1, min(count, MOST_ALTERNATIVES)))


def alternatives_of(answer: str, asked: SentenceAsked) -> tuple[str, ...]:
    """Return the variants in an answer: plain lines, each once, none of them what stands there already.

    An answer that is no JSON gives none; so does one far too long to be a translation of the sentence.
    """
    longest = _SPARE_SIGNS + _LONGEST_SHARE * len(asked.sentence)
    found: dict[str, str] = {}
    for said in objects_of(answer, "variants"):
        line = plain_line(stripped(said, asked.sentence).body, longest + 1) if isinstance(said, str) else ""
        if line and len(line) <= longest:
            found.setdefault(_folded(line), line)
    found.pop(_folded(asked.now), None)
    return tuple(found.values())[:MOST_ALTERNATIVES]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".!… ")
