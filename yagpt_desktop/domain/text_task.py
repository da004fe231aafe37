"""What is to be done to a text (correct, rewrite, translate, or what the person made up), and how it went.

Offsets are code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .change import ToldReason
from .completion import Usage


class FixMode(StrEnum):
    """How far a correction may go.  Only MISTAKES promises to leave every good word alone."""

    MISTAKES = "mistakes"
    STYLE = "style"
    SHORTER = "shorter"
    FORMAL = "formal"
    SIMPLE = "simple"


class Tone(StrEnum):
    """How a translation speaks to its reader."""

    NEUTRAL = "neutral"
    INFORMAL = "informal"
    POLITE = "polite"
    FORMAL = "formal"


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """A term and how it is to be translated; an equal pair means "leave as it is".

    Attributes:
        source_language: ISO 639-1 code; "" for any.
        target_language: ISO 639-1 code; "" for any.
    """

    id: str
    source: str
    target: str
    source_language: str = ""
    target_language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class FixTask:
    """Correct or rewrite, in the text's own language."""

    mode: FixMode = FixMode.MISTAKES


@dataclass(frozen=True, slots=True)
class TranslateTask:
    """Translate.

    Attributes:
        source_language: ISO 639-1 code; "" leaves it to the text.
        glossary: The rows in force; only those that occur are sent.
    """

    source_language: str
    target_language: str
    tone: Tone = Tone.NEUTRAL
    glossary: tuple[GlossaryRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionTask:
    """An action of the person's own, its variables filled in already.

    Attributes:
        name: As the person calls it.
        instruction: What the model is told; the text itself follows apart from it.
    """

    name: str
    instruction: str


TextTask = FixTask | TranslateTask | ActionTask


class Finding(StrEnum):
    """What a guard noticed about a result."""

    PREAMBLE = "preamble"
    FENCE = "fence"
    LANGUAGE_CHANGED = "language-changed"
    LENGTH_SUSPICIOUS = "length-suspicious"
    PARAGRAPHS_CHANGED = "paragraphs-changed"
    REWRITTEN = "rewritten"
    REORDERED = "reordered"
    TRUNCATED = "truncated"
    REFUSED = "refused"
    EMPTY = "empty"
    UNCHANGED = "unchanged"
    TERM_MISSED = "term-missed"
    NOT_ASKED = "not-asked"
    """No guard's: the person chose another part of the text, and this one stays as it was."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A result after the guards.

    Attributes:
        text: What may be shown as the result; the source itself where nothing may replace it.
        findings: In the order of their weight, each once.
        usable: Whether ``text`` came from the model and may be offered to copy without a question.
    """

    text: str
    findings: tuple[Finding, ...] = ()
    usable: bool = True


class ChunkState(StrEnum):
    """How far a chunk of a long text got."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class TextChunk:
    """A piece of a source that goes into one request.

    Attributes:
        start: Where it begins in the source.
        end: Where it ends; the chunks of a text follow each other without a gap.
        text: Its result so far, ended with the source's own blanks; "" while none came.
        error_code: The ``E-…`` code of what it failed of, else "".
    """

    index: int
    start: int
    end: int
    state: ChunkState = ChunkState.WAITING
    text: str = ""
    findings: tuple[Finding, ...] = ()
    usage: Usage = field(default_factory=Usage)
    error_code: str = ""


@dataclass(frozen=True, slots=True)
class TextRun:
    """One use of a text tool; kept from its start, so that nothing of it is lost.

    Attributes:
        source: The person's text, as it was.
        model: The model's name it was asked under.
        chunks: In the order of the text; together they are the whole source.
        pinned: It stays at the top of the list.
        edited: The result as the person left it; None where nobody touched it.
        cost_roubles: The price so far; None where none is known.
        reasons: What the model said of the changes, each of them paid for once.
        private: It must never be written to the disk, whatever the settings say later.
    """

    id: str
    task: TextTask
    source: str
    created_at: datetime
    model: str
    chunks: tuple[TextChunk, ...] = ()
    pinned: bool = False
    edited: str | None = None
    cost_roubles: float | None = None
    reasons: tuple[ToldReason, ...] = ()
    private: bool = False

    @property
    def asked_chunks(self) -> tuple[TextChunk, ...]:
        """Those of the part that the person chose; all where no part was chosen."""
        return tuple(chunk for chunk in self.chunks if Finding.NOT_ASKED not in chunk.findings)

    @property
    def is_finished(self) -> bool:
        """Whether nothing of it waits or runs."""
        return all(chunk.state in {ChunkState.DONE, ChunkState.FAILED} for chunk in self.chunks)

    @property
    def result(self) -> str:
        """The result so far; a chunk that failed or did not run stands there as its source."""
        if self.edited is not None:
            return self.edited
        return "".join(
            chunk.text if chunk.state is ChunkState.DONE else self.source[chunk.start : chunk.end]
            for chunk in self.chunks
        )
