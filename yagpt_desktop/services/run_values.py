"""What is said about a long run: its orders, its progress, its rules."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from yagpt_desktop.domain.completion import CompletionUpdate, Usage
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.steady_clock import steady_s
from yagpt_desktop.domain.text_task import (
    ChunkState,
    Finding,
    FixMode,
    FixTask,
    GlossaryRow,
    Guarded,
    TextChunk,
    TextRun,
    TextTask,
)

from .models import cost_roubles
from .steady_terms import Pair

MOST_AT_ONCE: Final = 3

Guard = Callable[[TextTask, str, CompletionUpdate], Guarded]


class RunState(StrEnum):
    """What a run does now.

    WAITING goes on by itself, PAUSED when the person says so, HELD when they have mended what ``error`` says.
    """

    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"
    HELD = "held"
    STOPPED = "stopped"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class ChunkOrder:
    """What one request is to be made of.

    Attributes:
        start: Where the chunk begins in the source; names it, as its number changes when another is halved.
        piece: Its part of the source.
        before: What comes before it and, where that is known, its result; None for the first.
        terms: Names as the result has them so far; of those, the ones that occur in ``piece``.
        stricter: The person asked for it again because too much was rewritten.
    """

    run_id: str
    task: TextTask
    index: int
    start: int
    piece: str
    before: Pair | None = None
    terms: tuple[GlossaryRow, ...] = ()
    stricter: bool = False


@dataclass(frozen=True, slots=True)
class RunProgress:
    """A run as it stands.

    Attributes:
        run: A chunk that runs holds its text so far.
        error: Why it waits or is held; None otherwise.
        wait_s: Seconds until it goes on by itself; 0 where it does not wait.
    """

    run: TextRun
    state: RunState
    error: YaGptError | None = None
    wait_s: float = 0.0

    @property
    def share(self) -> float:
        """How much of the source is behind it, 0 to 1."""
        done = {ChunkState.DONE, ChunkState.FAILED}
        behind = sum(chunk.end - chunk.start for chunk in self.run.chunks if chunk.state in done)
        return behind / (len(self.run.source) or 1)


@dataclass(frozen=True, slots=True)
class RunRules:
    """What a run obeys; all of it may be replaced in a test.

    Attributes:
        guard: Looks at a result; pure, any thread.
        trim: Makes of a text that still grows what may be shown.
        now_s: A clock that nobody sets.
        jitter: Returns 0 to 1.
        price: Roubles for a model's tokens; None where it is not known.
    """

    guard: Guard
    trim: Callable[[str], str] = str
    most_at_once: int = MOST_AT_ONCE
    now_s: Callable[[], float] = steady_s
    jitter: Callable[[], float] = random.random
    price: Callable[[str, Usage], float | None] = cost_roubles


def stricter_offered(task: TextTask, chunk: TextChunk) -> bool:
    """Whether a chunk should be offered to be asked for again, more strictly: only mistakes were to go."""
    return isinstance(task, FixTask) and task.mode is FixMode.MISTAKES and Finding.REWRITTEN in chunk.findings


@dataclass(frozen=True, slots=True)
class ChunkEnd:
    """What came of a chunk.

    Attributes:
        chunk: As it is to be kept.
        tried: The new result that failed where an old one stays in its place; None otherwise.
    """

    chunk: TextChunk
    tried: TextChunk | None = None
