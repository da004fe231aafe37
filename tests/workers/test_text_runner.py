"""A long text through the real protocol: kept as it goes, stopped at once, gone on with, paid once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionRequest,
    CompletionStatus,
    CompletionUpdate,
    Message,
    Role,
    Usage,
)
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import (
    AccessDenied,
    HistoryReadOnly,
    NetworkError,
    QuotaExceeded,
    SignInRequired,
    YaGptError,
)
from yagpt_desktop.domain.text_task import ChunkState, Finding, FixTask, TextChunk, TextRun
from yagpt_desktop.services.long_run import ChunkEnd, ChunkOrder, RunProgress, RunRules, RunState
from yagpt_desktop.services.run_plan import planned
from yagpt_desktop.simulator import LocalService, Options, Script
from yagpt_desktop.simulator.fault import Refusal
from yagpt_desktop.simulator.plan import Cut, Fail, Step, Wait
from yagpt_desktop.simulator.script import Reply
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.storage.memory_texts import MemoryTextStore
from yagpt_desktop.text.guards import guarded, trimmed
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.mailbox import FRAME_MS
from yagpt_desktop.workers.text_runner import TextRunner
from yagpt_desktop.workers.turn import Turn
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient

import grpc  # isort: skip  (after the package, which prepares its environment)

PATIENCE_MS = 30_000
COUNT = 7


def piece(number: int) -> str:
    return f"Абзац номер {number}: мама мыла раму, папа читал газету.\n\n"


def result(number: int) -> str:
    return f"Абзац номер {number}: мама мыла рамы, папа читал газеты."


def run_of(count: int = COUNT) -> TextRun:
    source = "".join(map(piece, range(count)))
    size = len(piece(0))
    return planned(
        FixTask(),
        source,
        "yandexgpt-5.1",
        lambda text: [SimpleNamespace(start=at, end=at + size) for at in range(0, len(text), size)],
    )


def reply(number: int, *before: Step, fail: grpc.StatusCode | None = None) -> Reply:
    whole = Reply.of_text(result(number)[:20], result(number))
    steps = (*before, *whole.steps) if fail is None else (*before, Fail(Refusal(fail, "made up")))
    return Reply(steps, match=f"номер {number}:")


class Bench:
    """A runner on a real client, a real service and a real file."""

    def __init__(self, folder: Path, service: LocalService, **rules: object) -> None:
        self.owner = QObject()
        self.pool = single_thread(self.owner)
        self.service = service
        self.history = History(folder / "history.db", Backups(lambda: folder))
        self.alarm = ThreadAlarm()
        self.client = GrpcCompletionClient(
            service.demo_access, Config(endpoints=service.endpoints), self.alarm
        )
        # No jitter: what waits, waits one second at first.
        self.rules = RunRules(guarded, trimmed, jitter=lambda: 0.0, **rules)  # type: ignore[arg-type]
        self.runner = TextRunner(self.history.texts, self.pool, self.turn, self.rules, self.owner)
        self.progress: list[RunProgress] = []
        self.ends: list[ChunkEnd] = []
        self.waits: list[tuple[float, YaGptError]] = []
        self.runner.progressed.connect(self.progress.append)
        self.runner.chunk_ended.connect(self.ends.append)
        self.runner.waiting.connect(lambda seconds, error: self.waits.append((seconds, error)))

    def turn(self, order: ChunkOrder) -> Turn:
        request = CompletionRequest("yandexgpt-5.1", (Message(Role.USER, order.piece),))
        return lambda cancel: self.client.complete(request, cancel)

    def asked(self) -> Counter[str]:
        messages = [seen.message for seen in self.service.seen if seen.call.endswith("/Completion")]
        return Counter(message.messages[-1].text for message in messages)

    def kept(self) -> TextRun:
        return self.history.texts.runs()[0]

    def close(self) -> bool:
        left = self.runner.shut_down()
        self.pool.waitForDone()
        self.history.close()
        self.alarm.close()
        return left


@pytest.fixture
def service() -> Iterator[LocalService]:
    with LocalService(script=Script(), options=Options(pace=0)) as started:
        yield started


@pytest.fixture
def bench(qapp, tmp_path: Path, service: LocalService) -> Iterator[Bench]:
    made = Bench(tmp_path, service)
    yield made
    assert made.close(), "a worker outlived its test"


def whole(count: int = COUNT) -> str:
    return "".join(f"{result(number)}\n\n" for number in range(count))


def ended(qtbot, bench: Bench, act: Callable[[], object]) -> RunProgress:
    with qtbot.waitSignal(bench.runner.ended, timeout=PATIENCE_MS) as signal_:
        act()
    progress: RunProgress = signal_.args[0]
    return progress


def test_a_long_text_goes_through_and_is_kept_chunk_by_chunk(qtbot, bench):
    bench.service.add_replies(*map(reply, range(COUNT)))
    seen_on_disk = []

    def look(end: ChunkEnd) -> None:
        bench.pool.waitForDone()
        seen_on_disk.append(bench.kept().chunks[end.chunk.index] == end.chunk)

    bench.runner.chunk_ended.connect(look)
    progress = ended(qtbot, bench, lambda: bench.runner.start(run_of()))
    assert progress.state is RunState.FINISHED
    assert progress.run.result == whole()
    assert seen_on_disk == [True] * COUNT
    bench.pool.waitForDone()
    assert bench.kept() == progress.run
    assert progress.run.cost_roubles
    assert set(bench.asked().values()) == {1}


def test_a_quota_of_one_at_once_is_kept_to_in_the_end(qtbot, tmp_path, qapp):
    with LocalService(script=Script(), options=Options(pace=0, generations_at_once=1)) as service:
        bench = Bench(tmp_path, service)
        service.add_replies(*(reply(number, Wait(0.1)) for number in range(4)))
        progress = ended(qtbot, bench, lambda: bench.runner.start(run_of(4)))
        assert progress.run.result == whole(4)
        assert isinstance(bench.waits[0][1], QuotaExceeded)
        assert bench.close()


def test_the_growing_texts_of_all_that_run_are_told(qtbot, bench):
    hang = Wait(None)
    partials = [Reply.of_text(result(number)[:20], "x").steps[0] for number in range(3)]
    for number, said in enumerate(partials):
        bench.service.add_replies(Reply((said, hang), match=f"номер {number}:"))
    bench.runner.start(run_of())
    begun = [result(number)[:20].strip() for number in range(3)]
    qtbot.waitUntil(
        lambda: bool(bench.progress) and [c.text for c in bench.progress[-1].run.chunks[:3]] == begun,
        timeout=PATIENCE_MS,
    )
    assert [chunk.state for chunk in bench.progress[-1].run.chunks].count(ChunkState.RUNNING) == 3


def test_a_stop_is_at_once_and_what_had_come_is_kept(qtbot, bench):
    bench.service.add_replies(reply(0))
    for number in (1, 2, 3):
        bench.service.add_replies(reply(number, *Reply.of_text("Абз", "x").steps[:1], Wait(None)))
    with qtbot.waitSignal(bench.runner.chunk_ended, timeout=PATIENCE_MS):
        bench.runner.start(run_of())
    qtbot.waitUntil(lambda: len(bench.asked()) == 4, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: bench.progress[-1].run.chunks[2].text == "Абз", timeout=PATIENCE_MS)
    begun = time.monotonic()
    progress = ended(qtbot, bench, bench.runner.stop)
    assert time.monotonic() - begun < 2
    assert progress.state is RunState.STOPPED
    assert not bench.runner.running
    assert bench.kept() == progress.run
    assert bench.kept().chunks[2].text == "Абз"
    bench.service.add_replies(*map(reply, range(1, COUNT)))
    again = ended(qtbot, bench, lambda: bench.runner.resume(bench.history.texts.unfinished()[0]))
    assert again.run.result == whole()
    assert bench.asked()[piece(0)] == 1


def test_a_pause_ends_nothing_and_a_resume_goes_on(qtbot, bench):
    bench.service.add_replies(*(reply(number, Wait(0.2)) for number in range(COUNT)))
    bench.runner.start(run_of())
    bench.runner.pause()
    qtbot.waitUntil(lambda: len(bench.ends) == 3, timeout=PATIENCE_MS)
    qtbot.wait(2 * FRAME_MS)
    assert len(bench.asked()) == 3
    assert bench.progress[-1].state is RunState.PAUSED
    assert ended(qtbot, bench, bench.runner.resume).run.result == whole()


@pytest.mark.parametrize("has_button", [True, False])
def test_a_broken_connection_is_waited_out_by_itself_or_by_a_button(qtbot, bench, has_button):
    bench.service.add_replies(Reply((Cut(),), match="номер 0:"), *map(reply, range(2)))
    with qtbot.waitSignal(bench.runner.waiting, timeout=PATIENCE_MS):
        bench.runner.start(run_of(2))
    assert bench.waits[0][0] > 0
    assert isinstance(bench.waits[0][1], NetworkError)
    progress = ended(qtbot, bench, bench.runner.resume if has_button else lambda: None)
    assert progress.run.result == whole(2)


def test_a_refused_credential_holds_the_run_until_it_is_mended(qtbot, bench):
    bench.service.add_replies(reply(0, fail=grpc.StatusCode.PERMISSION_DENIED))
    with qtbot.waitSignal(bench.runner.waiting, timeout=PATIENCE_MS):
        bench.runner.start(run_of(1))
    assert bench.waits[0][0] == 0
    assert isinstance(bench.waits[0][1], AccessDenied)
    qtbot.waitUntil(lambda: bench.progress[-1].state is RunState.HELD, timeout=PATIENCE_MS)
    bench.service.add_replies(reply(0))
    assert ended(qtbot, bench, bench.runner.resume).run.result == whole(1)


def test_a_request_that_cannot_even_be_made_holds_the_run(qtbot, bench):
    def no_key(_order: ChunkOrder) -> Turn:
        raise SignInRequired

    bench.runner._make_turn = no_key
    with qtbot.waitSignal(bench.runner.waiting, timeout=PATIENCE_MS) as told:
        bench.runner.start(run_of(1))
    assert isinstance(told.args[1], SignInRequired)


def test_a_chunk_that_was_refused_can_be_asked_again(qtbot, bench):
    bench.service.add_replies(reply(0, fail=grpc.StatusCode.INVALID_ARGUMENT), reply(1))
    progress = ended(qtbot, bench, lambda: bench.runner.start(run_of(2)))
    assert progress.run.chunks[0].state is ChunkState.FAILED
    assert progress.run.chunks[0].error_code
    bench.service.add_replies(reply(0))
    assert ended(qtbot, bench, lambda: bench.runner.retry(0)).run.result == whole(2)
    bench.pool.waitForDone()
    assert bench.kept().result == whole(2)
    assert bench.asked() == {piece(0): 2, piece(1): 1}


def cut_off(order: ChunkOrder) -> Turn:
    def turn(_cancel: CancelToken) -> Iterator[CompletionEvent]:
        status = CompletionStatus.TRUNCATED if len(order.piece) > 60 else CompletionStatus.FINAL
        yield CompletionUpdate(order.piece.strip(), status, Usage(1, 1, 2))

    return turn


def test_chunks_that_are_cut_in_two_are_so_on_the_disk_too(qtbot, bench):
    bench.runner._make_turn = cut_off
    source = piece(1) + piece(2) + "Конец."
    spans = [
        SimpleNamespace(start=0, end=len(source) - 6),
        SimpleNamespace(start=len(source) - 6, end=len(source)),
    ]
    progress = ended(
        qtbot, bench, lambda: bench.runner.start(planned(FixTask(), source, "m", lambda _text: spans))
    )
    assert [chunk.index for chunk in progress.run.chunks] == [0, 1, 2]
    assert progress.run.result == source
    assert all(Finding.TRUNCATED not in chunk.findings for chunk in progress.run.chunks)
    bench.pool.waitForDone()
    assert bench.kept() == progress.run


def test_a_deleted_run_does_not_come_back(qtbot, bench):
    bench.service.add_replies(*(reply(number, Wait(0.1)) for number in range(COUNT)))
    bench.runner.start(run_of())
    bench.pool.waitForDone()
    bench.history.texts.delete_run(bench.runner.run.id)
    progress = ended(qtbot, bench, lambda: None)
    assert progress.run.result == whole()
    assert bench.history.texts.runs() == []


class Unwilling(MemoryTextStore):
    """A store on a disk that takes nothing for a while."""

    refuses = True

    def update_chunk(self, run_id: str, chunk: TextChunk, cost_roubles: float | None = None) -> None:
        if self.refuses:
            raise HistoryReadOnly("made up")
        super().update_chunk(run_id, chunk, cost_roubles)

    def replace_chunks(self, run_id: str, chunks: object, cost_roubles: float | None = None) -> None:
        if self.refuses:
            raise HistoryReadOnly("made up")
        super().replace_chunks(run_id, chunks, cost_roubles)  # type: ignore[arg-type]


@pytest.mark.parametrize("room_after", [2, None])
def test_what_cannot_be_kept_is_told_and_stays_in_memory(qtbot, bench, room_after):
    store = Unwilling()
    bench.runner._store = store
    told: list[YaGptError] = []
    bench.runner.not_saved.connect(told.append)

    def make_room(_end: ChunkEnd) -> None:
        store.refuses = len(bench.ends) != room_after and store.refuses

    bench.runner.chunk_ended.connect(make_room)
    bench.service.add_replies(*map(reply, range(COUNT)))
    progress = ended(qtbot, bench, lambda: bench.runner.start(run_of()))
    assert progress.run.result == whole()
    assert isinstance(told[0], HistoryReadOnly)
    assert bench.runner.is_unsaved is (room_after is None)
    if room_after:
        assert store.runs()[0] == progress.run


def test_a_start_while_one_runs_is_a_mistake(qtbot, bench):
    bench.service.add_replies(*(reply(number, Wait(None)) for number in range(3)))
    bench.runner.start(run_of())
    with pytest.raises(RuntimeError):
        bench.runner.start(run_of())


def test_an_empty_text_ends_at_once(qtbot, bench):
    progress = ended(qtbot, bench, lambda: bench.runner.start(planned(FixTask(), "", "m", lambda _text: [])))
    assert progress.state is RunState.FINISHED
    assert progress.run.result == ""


LIFE = """
import os, sys
from pathlib import Path
from types import SimpleNamespace
from PySide6.QtCore import QCoreApplication
from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.completion import CompletionRequest, Message, Role
from yagpt_desktop.domain.config import Config, Endpoints
from yagpt_desktop.services.long_run import RunRules
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.text.guards import guarded
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.text_runner import TextRunner
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient
folder, address, token, place, die_after = Path(sys.argv[1]), *sys.argv[2:5], int(sys.argv[5])
app = QCoreApplication([])
access = Access(Credential(CredentialKind.IAM_TOKEN, token), place)
client = GrpcCompletionClient(access, Config(endpoints=Endpoints(grpc=address)), ThreadAlarm())
def turn(order):
    request = CompletionRequest("yandexgpt-5.1", (Message(Role.USER, order.piece),))
    return lambda cancel: client.complete(request, cancel)
history = History(folder / "history.db", Backups(lambda: folder))
runner = TextRunner(history.texts, single_thread(app), turn, RunRules(guarded))
done = []
def count(end):
    print(end.chunk.start, flush=True)
    done.append(end)
    if len(done) == die_after:
        os._exit(9)
runner.chunk_ended.connect(count)
runner.resume(history.texts.unfinished()[0])
app.exec()
"""


def test_a_program_that_is_killed_after_any_chunk_pays_no_finished_chunk_twice(qtbot, bench, tmp_path):
    run = run_of()
    bench.history.texts.save_run(run)
    bench.history.close()
    access = bench.service.demo_access
    finished: dict[str, int] = {}
    for die_after in (1, 2):
        bench.service.add_replies(*map(reply, range(COUNT)))
        command = [sys.executable, "-c", LIFE, str(tmp_path), bench.service.addresses.grpc]
        life = subprocess.run(
            [*command, access.credential.secret, access.folder_id, str(die_after)],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert life.returncode == 9, life.stderr
        for start in life.stdout.split():
            text = run.source[int(start) :][: len(piece(0))]
            assert text not in finished
            finished[text] = bench.asked()[text]
    bench.service.add_replies(*map(reply, range(COUNT)))
    left = bench.history.texts.unfinished()[0]
    progress = ended(qtbot, bench, lambda: bench.runner.resume(left))
    assert progress.run.result == whole()
    assert len(finished) == 3
    assert {text: bench.asked()[text] for text in finished} == finished
