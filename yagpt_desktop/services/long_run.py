"""A long text on its way through the model: which chunk is next, and what becomes of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from yagpt_desktop.domain.completion import (
    DEMO_MODEL_VERSION,
    CompletionStatus,
    CompletionUpdate,
    Usage,
    is_refusal,
)
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.domain.text_task import (
    ChunkState,
    Finding,
    GlossaryRow,
    Guarded,
    TextChunk,
    TextRun,
    TranslateTask,
)

from .run_fault import MOST_TRIES, Remedy, remedy_of
from .run_pace import Pace
from .run_plan import framed, halved
from .run_values import (
    MOST_AT_ONCE,
    ChunkEnd,
    ChunkOrder,
    RunProgress,
    RunRules,
    RunState,
    stricter_offered,
)
from .steady_terms import Pair, renderings, steady_terms

__all__ = [
    "MOST_AT_ONCE",
    "ChunkEnd",
    "ChunkOrder",
    "LongRun",
    "RunProgress",
    "RunRules",
    "RunState",
    "stricter_offered",
]

_WITHOUT_TEXT: Final = frozenset({Finding.REFUSED, Finding.EMPTY})
_NO_RESULT: Final = _WITHOUT_TEXT | {Finding.TRUNCATED}


@dataclass(slots=True)
class _Retry:
    """What stood in place of a chunk before the person asked for it again."""

    before: TextChunk
    stricter: bool


@dataclass(slots=True)
class _Marks:
    """What is known of the chunks beside their values; by where they begin."""

    asked: set[int] = field(default_factory=set)
    ended: dict[int, ChunkEnd] = field(default_factory=dict)
    tries: dict[int, int] = field(default_factory=dict)
    retries: dict[int, _Retry] = field(default_factory=dict)


class LongRun:
    """One run and all its rules; knows neither threads nor disk, and waits for nothing.

    The owner takes orders (:meth:`take`), tells what came of each (:meth:`grew`, :meth:`answered`,
    :meth:`broke`, :meth:`gave_back`), keeps the chunk it is handed and says so (:meth:`kept`): until then the
    chunk is not done.  A chunk that is done is never ordered again unless the person wants it
    (:meth:`retry`).  One thread.
    """

    def __init__(self, run: TextRun, rules: RunRules) -> None:
        waiting = (
            replace(chunk, state=ChunkState.WAITING) if chunk.state is ChunkState.RUNNING else chunk
            for chunk in run.chunks
        )
        self._run = replace(run, chunks=tuple(waiting))
        self._rules = rules
        most = max(1, min(MOST_AT_ONCE, rules.most_at_once))
        self._pace = Pace(most, most)
        self._marks = _Marks()
        self._held: YaGptError | None = None
        self._paused = self._stopped = False

    @property
    def run(self) -> TextRun:
        """The run as it stands."""
        return self._run

    @property
    def kept_form(self) -> TextRun:
        """The run as the disk should have it: with what is on its way there, and nothing that runs."""
        return replace(self._run, chunks=tuple(map(self._kept_form_of, self._run.chunks)))

    @property
    def state(self) -> RunState:
        """What it does now."""
        if self._stopped:
            return RunState.STOPPED
        if self._run.is_finished and not self._marks.ended:
            return RunState.FINISHED
        if self._held is not None:
            return RunState.HELD
        if self._paused:
            return RunState.PAUSED
        return RunState.WAITING if self.wait_s > 0 else RunState.RUNNING

    @property
    def wait_s(self) -> float:
        """Seconds until it goes on by itself."""
        return max(0.0, self._pace.until_s - self._rules.now_s())

    @property
    def at_once(self) -> int:
        """How many may run side by side now."""
        return self._pace.allowed

    @property
    def progress(self) -> RunProgress:
        """The run as it stands, with why it does not go on."""
        state = self.state
        waits = state is RunState.WAITING
        error = self._pace.error if waits else self._held if state is RunState.HELD else None
        return RunProgress(self._run, state, error, self.wait_s if waits else 0.0)

    def take(self) -> tuple[ChunkOrder, ...]:
        """Return what is to be asked now, in the order of the text; it counts as running from here."""
        orders: list[ChunkOrder] = []
        while self.state is RunState.RUNNING and len(self._marks.asked) < self._pace.allowed:
            chunk = next((one for one in self._run.chunks if one.state is ChunkState.WAITING), None)
            if chunk is None:
                break
            self._marks.asked.add(chunk.start)
            self._put(replace(chunk, state=ChunkState.RUNNING, text="", error_code=""))
            orders.append(self._order(chunk))
        return tuple(orders)

    def checked(self, order: ChunkOrder, update: CompletionUpdate) -> Guarded:
        """Return a result after the guards.  Any thread."""
        guarded = self._rules.guard(order.task, order.piece, update)
        if isinstance(order.task, TranslateTask):
            # The next orders ask for this; it is known by then, and no window has waited for it.
            renderings(order.piece, framed(order.piece, guarded.text))
        return guarded

    def grew(self, start: int, text: str) -> None:
        """Take note of a text so far."""
        self._put(replace(self._at(start), text=self._rules.trim(text)))

    def answered(self, start: int, update: CompletionUpdate, guarded: Guarded) -> ChunkEnd | None:
        """Take note of an answer; return what is to be kept, or None where the chunk was cut in two."""
        chunk = self._paid(self._at(start), update)
        self._pace.rise()
        is_cut_off = update.status is CompletionStatus.TRUNCATED or Finding.TRUNCATED in guarded.findings
        if is_cut_off and not is_refusal(update) and self._halve(chunk):
            return None
        findings = guarded.findings
        if is_cut_off and Finding.TRUNCATED not in findings:
            findings = (Finding.TRUNCATED, *findings)
        # What may only be doubted is shown with the doubt; it was paid for, and may be what was wanted.
        state = ChunkState.FAILED if _NO_RESULT.intersection(findings) else ChunkState.DONE
        text = "" if _WITHOUT_TEXT.intersection(findings) else framed(self._piece(chunk), guarded.text)
        return self._end(replace(chunk, state=state, text=text, findings=findings))

    def broke(self, start: int, error: YaGptError) -> ChunkEnd | None:
        """Take note of a failure; return what is to be kept, or None where the chunk waits again."""
        chunk = self._at(start)
        remedy = remedy_of(error)
        if remedy is Remedy.HALVE and self._halve(chunk):
            return None
        if remedy is Remedy.TRY_AGAIN:
            tries = self._marks.tries[start] = self._marks.tries.get(start, 0) + 1
            remedy = Remedy.SLOW_DOWN if tries < MOST_TRIES else Remedy.GIVE_UP
        if remedy in {Remedy.GIVE_UP, Remedy.HALVE}:
            return self._end(replace(chunk, state=ChunkState.FAILED, error_code=error.code))
        if remedy is Remedy.HOLD:
            self._held = error
        else:
            self._pace.fall(error, self._rules.now_s(), self._rules.jitter)
        self.gave_back(start)
        return None

    def gave_back(self, start: int) -> None:
        """Take note that nothing came of an order; the text so far stays in view."""
        self._marks.asked.discard(start)
        self._put(replace(self._at(start), state=ChunkState.WAITING))

    def kept(self, end: ChunkEnd) -> TextChunk:
        """Take note that a chunk is on the disk; only now it is done.  Return it with its number of now."""
        start = end.chunk.start
        self._marks.ended.pop(start, None)
        self._marks.retries.pop(start, None)
        self._put(end.chunk)
        return self._at(start)

    def pause(self) -> None:
        """Start nothing more; what runs is paid for, so it runs to its end."""
        self._paused = True

    def resume(self) -> None:
        """Go on at once, whatever it was that it waited for."""
        self._paused = self._stopped = False
        self._held = None
        self._pace.until_s = 0.0
        self._marks.tries.clear()

    def stop(self) -> tuple[TextChunk, ...]:
        """Give every order back; return the chunks that had begun, to be kept with their text so far."""
        self._stopped = True
        begun = sorted(self._marks.asked)
        for start in begun:
            self.gave_back(start)
        for start in self._marks.retries.keys() - self._marks.ended.keys():
            self._put(self._marks.retries.pop(start).before)
        return tuple(chunk for chunk in map(self._at, begun) if chunk.state is ChunkState.WAITING)

    def retry(self, index: int, *, stricter: bool = False) -> None:
        """Have a chunk asked again that is done or failed; no effect on another.

        Until the new result is there, the old one stays on the disk, and comes back where the new one fails.
        """
        chunk = self._run.chunks[index]
        if chunk.state not in {ChunkState.DONE, ChunkState.FAILED} or not self._piece(chunk).strip():
            return
        self._stopped = False
        self._marks.tries.pop(chunk.start, None)
        self._marks.retries[chunk.start] = _Retry(chunk, stricter)
        self._put(replace(chunk, state=ChunkState.WAITING, findings=(), error_code=""))

    def _order(self, chunk: TextChunk) -> ChunkOrder:
        retry = self._marks.retries.get(chunk.start)
        run, piece = self._run, self._piece(chunk)
        known = {one.start: self._known(one) for one in run.chunks[: chunk.index]}
        before = None
        if chunk.index:
            last = run.chunks[chunk.index - 1]
            before = known[last.start] or Pair(self._piece(last), "")
        terms: tuple[GlossaryRow, ...] = ()
        if isinstance(run.task, TranslateTask):
            terms = steady_terms([pair for pair in known.values() if pair], piece, run.task)
        is_strict = retry is not None and retry.stricter
        return ChunkOrder(run.id, run.task, chunk.index, chunk.start, piece, before, terms, is_strict)

    def _known(self, chunk: TextChunk) -> Pair | None:
        """A chunk with its result; also one that is on its way to the disk."""
        if chunk.start in self._marks.ended:
            chunk = self._marks.ended[chunk.start].chunk
        retry = self._marks.retries.get(chunk.start)
        if retry is not None and chunk.state is not ChunkState.DONE:
            chunk = retry.before
        return Pair(self._piece(chunk), chunk.text) if chunk.state is ChunkState.DONE else None

    def _kept_form_of(self, chunk: TextChunk) -> TextChunk:
        if chunk.start in self._marks.ended:
            return replace(self._marks.ended[chunk.start].chunk, index=chunk.index)
        if chunk.start in self._marks.retries:
            return replace(self._marks.retries[chunk.start].before, index=chunk.index)
        if chunk.state is ChunkState.RUNNING:
            return replace(chunk, state=ChunkState.WAITING, text="")
        return chunk

    def _end(self, chunk: TextChunk) -> ChunkEnd:
        """The state of the run does not change before the chunk is kept."""
        end = ChunkEnd(chunk)
        retry = self._marks.retries.get(chunk.start)
        if retry is not None and retry.before.state is ChunkState.DONE and chunk.state is ChunkState.FAILED:
            # What the person had is better than nothing.
            end = ChunkEnd(replace(retry.before, usage=chunk.usage), chunk)
        self._marks.asked.discard(chunk.start)
        self._marks.ended[chunk.start] = end
        return end

    def _halve(self, chunk: TextChunk) -> bool:
        retry = self._marks.retries.get(chunk.start)
        parts = halved(self._run.chunks, self._place(chunk.start), self._run.source)
        # Halves could not both give way to the one old result, should they fail.
        if parts is None or (retry is not None and retry.before.state is ChunkState.DONE):
            return False
        self._marks.retries.pop(chunk.start, None)
        self._marks.asked.discard(chunk.start)
        parts = tuple(
            replace(part, usage=chunk.usage) if part.start == chunk.start else part for part in parts
        )
        self._run = replace(self._run, chunks=parts)
        return True

    def _paid(self, chunk: TextChunk, update: CompletionUpdate) -> TextChunk:
        """A chunk may have been asked more than once: what it took is the sum."""
        cost = None
        if update.usage.total_tokens and update.model_version != DEMO_MODEL_VERSION:
            cost = self._rules.price(self._run.model, update.usage)
        if cost is not None:
            self._run = replace(self._run, cost_roubles=(self._run.cost_roubles or 0.0) + cost)
        return replace(chunk, usage=_sum((chunk.usage, update.usage)))

    def _piece(self, chunk: TextChunk) -> str:
        return self._run.source[chunk.start : chunk.end]

    def _place(self, start: int) -> int:
        return next(place for place, chunk in enumerate(self._run.chunks) if chunk.start == start)

    def _at(self, start: int) -> TextChunk:
        return self._run.chunks[self._place(start)]

    def _put(self, chunk: TextChunk) -> None:
        place, chunks = self._place(chunk.start), self._run.chunks
        chunk = replace(chunk, index=place)
        self._run = replace(self._run, chunks=(*chunks[:place], chunk, *chunks[place + 1 :]))


def _sum(usages: Iterable[Usage]) -> Usage:
    parts = [
        (one.input_tokens, one.completion_tokens, one.total_tokens, one.reasoning_tokens) for one in usages
    ]
    return Usage(*(sum(column) for column in zip(*parts, strict=True)))
