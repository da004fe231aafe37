"""A long run: every chunk once, in order, at the service's pace, and the same whatever interrupts it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.completion import DEMO_MODEL_VERSION, CompletionStatus, CompletionUpdate, Usage
from yagpt_desktop.domain.text_task import (
    ChunkState,
    Finding,
    FixMode,
    FixTask,
    Guarded,
    TextChunk,
    TextRun,
    TranslateTask,
)
from yagpt_desktop.services.long_run import (
    ChunkEnd,
    ChunkOrder,
    LongRun,
    RunRules,
    RunState,
    stricter_offered,
)
from yagpt_desktop.services.run_fault import HOURLY_WAIT_S, LONGEST_WAIT_S, MOST_TRIES, remedy_of
from yagpt_desktop.services.run_pace import FASTER_AFTER
from yagpt_desktop.services.run_plan import LEAST_HALVED, framed, planned
from yagpt_desktop.text.guards import guarded

PARAGRAPH = "Мама мыла раму, а папа читал газету {}.\n\n"
FINAL = CompletionStatus.FINAL


def cut(source: str, size: int) -> list[SimpleNamespace]:
    return [SimpleNamespace(start=at, end=min(at + size, len(source))) for at in range(0, len(source), size)]


def run_of(count: int, task: FixTask | TranslateTask | None = None) -> TextRun:
    source = "".join(PARAGRAPH.format(number % 10) for number in range(count))
    size = len(PARAGRAPH) - 1
    return planned(task or FixTask(), source, "yandexgpt-5.1", lambda text: cut(text, size))


def said(text: str, status: CompletionStatus = FINAL, tokens: int = 10) -> CompletionUpdate:
    return CompletionUpdate(text, status, Usage(tokens, tokens, 2 * tokens))


def plain_guard(_task: object, source: str, update: CompletionUpdate) -> Guarded:
    found = (Finding.TRUNCATED,) if update.status is CompletionStatus.TRUNCATED else ()
    return Guarded(framed(source, update.text), found, usable=not found)


@dataclass
class Clock:
    now_s: float = 100.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Bench:
    """A run with a clock of its own; what is kept is what a disk would hold."""

    run: TextRun
    most: int = 3
    guard: Callable[..., Guarded] = plain_guard
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        rules = RunRules(
            self.guard,
            most_at_once=self.most,
            now_s=self.clock,
            jitter=lambda: 0.5,
            price=lambda _model, usage: usage.total_tokens / 100,
        )
        self.machine = LongRun(self.run, rules)

    def answer(self, order: ChunkOrder, update: CompletionUpdate | None = None) -> ChunkEnd | None:
        update = update or said(order.piece.upper())
        end = self.machine.answered(order.start, update, self.machine.checked(order, update))
        if end is not None:
            self.machine.kept(end)
        return end

    def states(self) -> list[ChunkState]:
        return [chunk.state for chunk in self.machine.run.chunks]


def test_chunks_start_in_order_and_never_more_than_three():
    bench = Bench(run_of(6), most=9)
    first = bench.machine.take()
    assert [order.index for order in first] == [0, 1, 2]
    assert bench.machine.take() == ()
    bench.answer(first[1])
    assert [order.index for order in bench.machine.take()] == [3]


def test_a_result_counts_only_when_it_is_kept():
    bench = Bench(run_of(1))
    (order,) = bench.machine.take()
    end = bench.machine.answered(order.start, said("А"), Guarded("А"))
    assert bench.machine.state is RunState.RUNNING
    assert bench.states() == [ChunkState.RUNNING]
    assert bench.machine.kept_form.chunks == (end.chunk,)
    bench.machine.kept(end)
    assert bench.machine.state is RunState.FINISHED
    assert bench.machine.progress.share == 1


def test_a_result_that_is_on_its_way_to_the_disk_is_context_already():
    bench = Bench(run_of(2), most=1)
    (first,) = bench.machine.take()
    bench.machine.answered(first.start, said("ИТОГ"), plain_guard(None, first.piece, said("ИТОГ")))
    (second,) = bench.machine.take()
    assert first.before is None
    assert second.before is not None
    assert (second.before.source, second.before.result) == (first.piece, "ИТОГ\n\n")


def test_what_is_not_known_of_the_chunk_before_is_left_empty():
    _, second, _ = Bench(run_of(3)).machine.take()
    assert second.before is not None
    assert (second.before.source, second.before.result) == (PARAGRAPH.format(0), "")


def test_results_stand_between_the_blanks_of_their_source():
    run = planned(FixTask(), " \n а б \t\n\n   ", "m", lambda text: cut(text, 9))
    bench = Bench(run)
    assert bench.states() == [ChunkState.WAITING, ChunkState.DONE]
    (order,) = bench.machine.take()
    bench.answer(order, said("```В Г"))
    assert bench.machine.run.result == " \n ```В Г \t\n\n   "


def test_the_price_is_the_sum_of_all_that_was_answered_and_nothing_in_the_demo():
    bench = Bench(run_of(3))
    for order in bench.machine.take():
        bench.answer(order)
    assert bench.machine.run.cost_roubles == pytest.approx(0.6)
    demo = Bench(run_of(1))
    (order,) = demo.machine.take()
    demo.answer(order, replace(said("А"), model_version=DEMO_MODEL_VERSION))
    assert demo.machine.run.cost_roubles is None


def test_a_quota_slows_the_run_down_and_answers_speed_it_up_again():
    bench = Bench(run_of(30))
    orders = bench.machine.take()
    waits = []
    for order in orders:
        assert bench.machine.broke(order.start, errors.QuotaExceeded("made up")) is None
        waits.append(bench.machine.wait_s)
    assert len(set(waits)) == 1, "three that were on their way are one refusal"
    assert bench.machine.at_once == 1
    assert bench.machine.state is RunState.WAITING
    assert isinstance(bench.machine.progress.error, errors.QuotaExceeded)
    assert bench.machine.take() == ()
    grown = [waits[0]]
    for _ in range(8):
        bench.clock.now_s += bench.machine.wait_s
        (order,) = bench.machine.take()
        assert order.index == 0
        bench.machine.broke(order.start, errors.QuotaExceeded("made up"))
        grown.append(bench.machine.wait_s)
    assert grown == sorted(grown)
    assert grown[-1] <= LONGEST_WAIT_S
    bench.clock.now_s += bench.machine.wait_s
    for count in range(2 * FASTER_AFTER):
        assert bench.machine.at_once == 1 + count // FASTER_AFTER
        bench.answer(bench.machine.take()[0])
        for other in bench.machine.take():
            bench.machine.gave_back(other.start)
    assert bench.machine.at_once == 3


def test_what_the_service_asks_for_is_never_cut_short():
    bench = Bench(run_of(2))
    order, other = bench.machine.take()
    bench.machine.broke(order.start, errors.QuotaExceeded("made up", retry_after_s=90))
    assert bench.machine.wait_s >= 90
    bench.machine.broke(other.start, errors.QuotaExceeded("made up", retry_after_s=300))
    assert bench.machine.wait_s >= 300


def test_an_hours_quota_waits_for_long_and_a_button_ends_the_wait():
    bench = Bench(run_of(1))
    (order,) = bench.machine.take()
    bench.machine.broke(order.start, errors.HourlyQuotaExceeded("made up"))
    assert bench.machine.wait_s >= HOURLY_WAIT_S / 2
    bench.machine.resume()
    assert bench.machine.take()


@pytest.mark.parametrize(
    "error",
    [errors.ServiceUnreachable(), errors.HostNotFound(), errors.NotConnected(), errors.ComputerSlept()],
)
def test_a_lost_network_is_waited_for_as_long_as_it_takes(error):
    bench = Bench(run_of(4))
    for _ in range(20):
        for order in bench.machine.take():
            assert bench.machine.broke(order.start, error) is None
        assert bench.machine.state is RunState.WAITING
        bench.clock.now_s += bench.machine.wait_s
    assert len(bench.machine.take()) == 1, "one goes ahead"
    assert ChunkState.FAILED not in bench.states()


@pytest.mark.parametrize("error", [errors.StreamCut(), errors.TimedOut(), errors.ServiceFault()])
def test_what_may_have_been_paid_for_is_not_asked_for_ever(error):
    bench = Bench(run_of(1))
    for _ in range(MOST_TRIES - 1):
        (order,) = bench.machine.take()
        assert bench.machine.broke(order.start, error) is None
        bench.clock.now_s += bench.machine.wait_s
    (order,) = bench.machine.take()
    end = bench.machine.broke(order.start, error)
    assert end is not None
    bench.machine.kept(end)
    assert bench.machine.run.chunks[0].error_code == error.code
    assert bench.machine.state is RunState.FINISHED
    assert bench.machine.run.result == bench.run.source


@pytest.mark.parametrize(
    "error",
    [
        errors.CredentialRejected(),
        errors.AccessDenied(),
        errors.BillingInactive(),
        errors.FolderUnknown(),
        errors.ModelUnknown(),
        errors.CertificateRejected(),
        errors.ProxyRefused(),
        errors.SignInPageSuspected(),
        errors.SecretStoreLocked(),
    ],
)
def test_what_every_chunk_would_meet_holds_the_run_until_it_is_mended(error):
    bench = Bench(run_of(4))
    first, second, _ = bench.machine.take()
    assert bench.machine.broke(first.start, error) is None
    assert bench.machine.progress.error is error
    assert bench.machine.state is RunState.HELD
    bench.answer(second)
    bench.clock.now_s += 9999
    assert bench.machine.take() == ()
    bench.machine.resume()
    assert [order.index for order in bench.machine.take()] == [0, 3]


@pytest.mark.parametrize("error", [errors.RequestRejected(), errors.UnexpectedError()])
def test_what_one_chunk_meets_fails_that_chunk_alone(error):
    bench = Bench(run_of(4))
    first, *_ = bench.machine.take()
    end = bench.machine.broke(first.start, error)
    assert end is not None
    bench.machine.kept(end)
    assert bench.states()[0] is ChunkState.FAILED
    assert [order.index for order in bench.machine.take()] == [3]


def test_every_error_has_a_remedy():
    for name in errors.__all__:
        kind = getattr(errors, name)
        if isinstance(kind, type) and issubclass(kind, errors.YaGptError):
            remedy_of(kind())


@pytest.mark.parametrize("status", [CompletionStatus.CONTENT_FILTER, FINAL])
def test_a_refusal_fails_its_chunk_and_the_source_stays(status):
    bench = Bench(run_of(2), guard=guarded)
    first, second = bench.machine.take()
    bench.answer(first, said("Я не могу обсуждать эту тему.", status))
    bench.answer(second, said(second.piece.strip()))
    assert bench.states() == [ChunkState.FAILED, ChunkState.DONE]
    assert bench.machine.run.chunks[0].findings[0] is Finding.REFUSED
    assert bench.machine.run.result == bench.run.source


def test_an_answer_that_was_cut_off_is_asked_for_in_two_halves_once():
    bench = Bench(run_of(2))
    first, second = bench.machine.take()
    assert bench.answer(first, said("МАМА", CompletionStatus.TRUNCATED)) is None
    assert [chunk.index for chunk in bench.machine.run.chunks] == [0, 1, 2]
    bench.answer(second)
    halves = bench.machine.take()
    assert "".join(half.piece for half in halves) == first.piece
    for half in halves:
        bench.answer(half)
    assert bench.machine.run.result == bench.run.source.upper()
    assert sum(chunk.usage.total_tokens for chunk in bench.machine.run.chunks) == 80
    assert all(not chunk.findings for chunk in bench.machine.run.chunks)


def test_a_half_that_is_cut_off_too_fails_and_keeps_what_it_said():
    bench = Bench(run_of(1))
    for _ in range(3):
        for order in bench.machine.take():
            bench.answer(order, said("МАМА", CompletionStatus.TRUNCATED))
    assert bench.states() == [ChunkState.FAILED] * 2
    assert [chunk.text.strip() for chunk in bench.machine.run.chunks] == ["МАМА"] * 2
    assert bench.machine.run.result == bench.run.source


def test_a_text_that_is_too_long_for_the_model_is_halved_as_well():
    bench = Bench(run_of(1))
    (order,) = bench.machine.take()
    assert bench.machine.broke(order.start, errors.TextTooLong()) is None
    assert len(bench.machine.take()) == 2


def test_a_short_piece_is_not_halved():
    run = planned(FixTask(), "а" * (LEAST_HALVED - 1), "m", lambda text: cut(text, 99))
    bench = Bench(run)
    bench.answer(bench.machine.take()[0], said("А", CompletionStatus.TRUNCATED))
    assert bench.states() == [ChunkState.FAILED]


def test_a_pause_lets_run_what_is_paid_for():
    bench = Bench(run_of(5))
    orders = bench.machine.take()
    bench.machine.pause()
    for order in orders:
        bench.answer(order)
    assert bench.machine.take() == ()
    assert bench.machine.state is RunState.PAUSED
    bench.machine.resume()
    assert [order.index for order in bench.machine.take()] == [3, 4]


def test_a_stop_gives_back_what_ran_with_its_text_so_far():
    bench = Bench(run_of(3))
    first, second, _ = bench.machine.take()
    bench.answer(first)
    bench.machine.grew(second.start, "МАМ")
    left = bench.machine.stop()
    assert [(chunk.index, chunk.text) for chunk in left] == [(1, "МАМ"), (2, "")]
    assert bench.machine.state is RunState.STOPPED
    assert bench.states() == [ChunkState.DONE, ChunkState.WAITING, ChunkState.WAITING]
    bench.machine.resume()
    assert [order.index for order in bench.machine.take()] == [1, 2]


def test_a_retry_keeps_the_old_result_until_there_is_a_better_one():
    bench = Bench(run_of(2))
    for order in bench.machine.take():
        bench.answer(order)
    old = bench.machine.run.chunks[0]
    bench.machine.retry(0, stricter=True)
    assert bench.machine.kept_form.chunks[0] == old
    (order,) = bench.machine.take()
    assert order.stricter
    end = bench.machine.broke(order.start, errors.RequestRejected())
    assert end is not None
    assert end.tried is not None
    assert end.tried.error_code == "E-REQUEST"
    assert bench.machine.kept(end) == old
    bench.machine.retry(0)
    (order,) = bench.machine.take()
    bench.answer(order, said("НОВОЕ"))
    assert bench.machine.run.chunks[0].text == "НОВОЕ\n\n"
    assert bench.machine.run.chunks[0].usage.total_tokens == 40


def test_a_retry_that_is_cut_off_gives_way_to_the_old_result_as_a_whole():
    bench = Bench(run_of(1))
    bench.answer(bench.machine.take()[0])
    old = bench.machine.run.chunks[0]
    bench.machine.retry(0)
    end = bench.answer(bench.machine.take()[0], said("МАМА", CompletionStatus.TRUNCATED))
    assert end is not None
    assert end.tried is not None
    assert bench.machine.run.chunks == (replace(old, usage=Usage(20, 20, 40)),)
    bench.machine.retry(0)
    end = bench.machine.broke(bench.machine.take()[0].start, errors.TextTooLong())
    assert end is not None
    assert bench.machine.kept(end).text == old.text


def test_a_chunk_that_failed_may_be_halved_when_it_is_asked_again():
    bench = Bench(run_of(1))
    end = bench.machine.broke(bench.machine.take()[0].start, errors.RequestRejected())
    assert end is not None
    bench.machine.kept(end)
    bench.machine.retry(0)
    assert bench.machine.broke(bench.machine.take()[0].start, errors.TextTooLong()) is None
    for order in bench.machine.take():
        bench.answer(order)
    assert bench.machine.run.result == bench.run.source.upper()
    assert bench.machine.kept_form == bench.machine.run


def test_a_stop_in_a_retry_brings_the_old_result_back():
    bench = Bench(run_of(1))
    bench.answer(bench.machine.take()[0])
    old = bench.machine.run
    bench.machine.retry(0)
    (order,) = bench.machine.take()
    bench.machine.grew(order.start, "нов")
    assert bench.machine.stop() == ()
    assert bench.machine.run == old


def test_more_strictness_is_offered_where_only_mistakes_were_to_go():
    chunk = TextChunk(0, 0, 1, findings=(Finding.REWRITTEN,))
    assert stricter_offered(FixTask(), chunk)
    assert not stricter_offered(FixTask(FixMode.STYLE), chunk)
    assert not stricter_offered(FixTask(), replace(chunk, findings=()))


def test_a_rewritten_result_is_shown_with_its_doubt():
    bench = Bench(run_of(1), guard=guarded)
    (order,) = bench.machine.take()
    bench.answer(order, said("Весь день одна женщина тёрла окна, мужчина же сидел с книжкой 0."))
    chunk = bench.machine.run.chunks[0]
    assert chunk.state is ChunkState.DONE
    assert Finding.REWRITTEN in chunk.findings
    assert "женщина" in bench.machine.run.result


def test_names_are_told_as_they_were_rendered_first():
    source = "Вчера Анна Каренина приехала.\n\nИ с ней Вронский.\n\nПотом Каренина и Вронский уехали."
    task = TranslateTask("ru", "en")
    spans = [SimpleNamespace(start=at, end=end) for at, end in ((0, 31), (31, 50), (50, len(source)))]
    run = planned(task, source, "m", lambda _text: spans)
    bench = Bench(run, most=1)
    for text in ("Yesterday Anna Karenina arrived.", "With her came Vronsky."):
        bench.answer(bench.machine.take()[0], said(text))
    (order,) = bench.machine.take()
    assert [(row.source, row.target) for row in order.terms] == [
        ("Каренина", "Karenina"),
        ("Вронский", "Vronsky"),
    ]


def model(piece: str, before: str) -> CompletionUpdate:
    """The same words for the same request, whenever it is asked; long pieces are cut off."""
    if len(piece) > 90:
        return said(piece[:20].upper(), CompletionStatus.TRUNCATED)
    return said(f"{piece.strip().upper()}/{len(before)}")


class Killed(Exception):
    """The program ends here."""


@dataclass
class Disk:
    """What outlives the program."""

    run: TextRun
    paid: Counter[int] = field(default_factory=Counter)


def live(disk: Disk, chance: random.Random, die_at: int, at_once: int) -> None:
    """One life of the program: ends with the run, or after so many events."""
    bench = Bench(disk.run, most=at_once)
    machine, flying = bench.machine, list[ChunkOrder]()
    for event in range(10_000):
        flying += machine.take()
        if machine.state is RunState.FINISHED:
            return
        if event == die_at:
            raise Killed
        if not flying:
            bench.clock.now_s += machine.wait_s
            continue
        order = flying.pop(chance.randrange(len(flying)))
        if chance.random() < 0.3:
            machine.broke(order.start, chance.choice([errors.QuotaExceeded(), errors.HostNotFound()]))
            continue
        context = order.before.result if order.before and at_once == 1 else ""
        update = model(order.piece, context)
        disk.paid[order.start * 10_000 + len(order.piece)] += 1
        end = machine.answered(order.start, update, machine.checked(order, update))
        disk.run = replace(machine.kept_form, cost_roubles=machine.run.cost_roubles)
        if end is not None:
            machine.kept(end)


@settings(max_examples=80)
@given(
    sizes=st.lists(st.integers(1, 130), min_size=1, max_size=9),
    seed=st.integers(0, 2**32),
    deaths=st.lists(st.integers(0, 12), max_size=8),
    at_once=st.integers(1, 3),
)
def test_a_run_that_is_killed_and_resumed_ends_the_same_and_pays_nothing_twice(sizes, seed, deaths, at_once):
    chance = random.Random(seed)
    source = "".join(chance.choice("аб в. \n") for _ in range(sum(sizes)))
    spans, at = [], 0
    for size in sizes:
        spans.append(SimpleNamespace(start=at, end=at + size))
        at += size
    run = planned(FixTask(), source, "m", lambda _text: spans)
    whole = Disk(run)
    live(whole, random.Random(seed), -1, at_once)
    cut_short = Disk(run)
    for die_at in [*deaths, -1]:
        try:
            live(cut_short, chance, die_at, at_once)
        except Killed:
            continue
    assert cut_short.run.result == whole.run.result
    assert cut_short.run.is_finished
    assert set(cut_short.paid.values()) <= {1}
    assert cut_short.run.cost_roubles == pytest.approx(whole.run.cost_roubles)
    assert [chunk.index for chunk in cut_short.run.chunks] == list(range(len(cut_short.run.chunks)))
    assert "".join(source[chunk.start : chunk.end] for chunk in cut_short.run.chunks) == source
