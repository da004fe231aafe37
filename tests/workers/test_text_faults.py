"""The bad local service: whatever it does to a text, nothing is lost or passes for what it is not."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from yagpt_desktop.domain.config import Config, Network
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.domain.text_task import ChunkState, Finding, FixTask, TextChunk, TextRun, TranslateTask
from yagpt_desktop.services import run_fault
from yagpt_desktop.services.long_run import ChunkOrder, RunProgress, RunState
from yagpt_desktop.services.text_work import findings_of, request_of, rules_of, run_for
from yagpt_desktop.simulator import LocalService, Options, Script
from yagpt_desktop.simulator.framed_text import framed, is_marked
from yagpt_desktop.simulator.plan import Cut, Plan, Raw, Say, Step, Wait
from yagpt_desktop.simulator.streaming import FILTERED, FINAL, PARTIAL, TRUNCATED, ReplyForm
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.text_runner import TextRunner
from yagpt_desktop.workers.turn import Turn
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient

PATIENCE_MS = 20_000
FORM = ReplyForm(15, "01.11.2026")
WHO = ("Мама", "Соседка", "Учительница", "Бабушка", "Продавщица", "Сестра", "Девочка", "Подруга")
DID = ("мыла", "видела", "искала", "купила", "нашла", "забыла", "рисовала", "любила")
WHAT = ("раму", "книгу", "дорогу", "лампу", "реку", "картину", "тетрадь", "песню")
WHERE = ("за домом", "у реки", "в школе", "на рынке", "в саду", "возле леса", "под мостом", "на даче")
SETTINGS = Settings(texts=TextSettings(chunk_tokens=200, requests_at_once=3))


def sentence(chance: random.Random) -> str:
    one = " ".join(map(chance.choice, (WHO, DID, WHAT, WHERE)))
    two = " ".join(map(chance.choice, (DID, WHAT, WHERE)))
    return f"{one} и {two}, никого не дожидаясь."


def paragraph(number: int, seed: int) -> str:
    """Every one is another, and every one has a mistake."""
    chance = random.Random(1000 * seed + number)
    told = " ".join(sentence(chance) for _ in range(4))
    return f"Запись под номером {number}. {told} Больше о сибе она ничего не сказала."


def text_of(paragraphs: int, seed: int = 0) -> str:
    return "\n\n".join(paragraph(number, seed) for number in range(paragraphs)) + "\n"


def mended(piece: str) -> str:
    return piece.replace("сибе", "себе")


def partials(text: str, *, status: int = FINAL) -> tuple[Step, ...]:
    half = text[: max(1, len(text) // 2)]
    return Say(FORM.response(half, PARTIAL)), Say(FORM.response(text, status))


def _paragraphs(change: Callable[[list[str]], list[str]]) -> Callable[[str], Plan]:
    return lambda piece: partials("\n\n".join(change(mended(piece).strip().split("\n\n"))))


def _revising(piece: str) -> Plan:
    words = mended(piece).split(" ")
    for end in range(5, len(words), 5):
        yield Say(FORM.response(" ".join(reversed(words[:end])), PARTIAL))
        yield Say(FORM.response(" ".join(words[:end]), PARTIAL))
    yield Say(FORM.response(mended(piece), FINAL))


def _dying(piece: str) -> Plan:
    return (*partials(mended(piece))[:1], Cut())


ANSWER = (
    "Спасибо за вопрос! Номера записей обычно присваивают по порядку поступления, начиная с единицы, "
    "а журнал хранят пять лет. Хотите, подскажу, как завести такой журнал на предприятии?"
)
FOREIGN = (
    "The neighbour washed the frame behind the house and looked for the road near the river, waiting "
    "for anybody. The grandmother bought a lamp at the market, and she said nothing more about herself. "
)
PREAMBLE = "Конечно! Вот исправленный текст:\n\n"
POSTSCRIPT = "\n\nЕсли нужно что-то ещё, обращайтесь!"
REFUSAL = "Я не могу обсуждать эту тему. Давайте поговорим о чём-нибудь ещё."

CLEAN: Callable[[str], Plan] = lambda piece: partials(mended(piece))  # noqa: E731


@dataclass(frozen=True)
class Fault:
    """What the service does to one piece, and what must be noticed: one of these, or nothing."""

    plan: Callable[[str], Plan]
    found: frozenset[Finding] = frozenset()
    state: ChunkState = ChunkState.DONE
    is_mended: bool = False
    has_error: bool = False


def _shown(plan: Callable[[str], Plan], *found: Finding) -> Fault:
    """The model's text stays in view, with the doubt."""
    return Fault(plan, frozenset(found))


def _mended(plan: Callable[[str], Plan], *found: Finding) -> Fault:
    """Nothing of the fault is in the result."""
    return Fault(plan, frozenset(found), is_mended=True)


def _source(plan: Callable[[str], Plan], *found: Finding) -> Fault:
    """The source stands there."""
    return Fault(plan, frozenset(found), state=ChunkState.FAILED, has_error=not found)


FAULTS = {
    "drops a paragraph": _shown(_paragraphs(lambda rows: rows[:-1]), Finding.PARAGRAPHS_CHANGED),
    "doubles a paragraph": _shown(
        _paragraphs(lambda rows: [rows[0], *rows]), Finding.PARAGRAPHS_CHANGED, Finding.REORDERED
    ),
    "reorders paragraphs": _shown(_paragraphs(lambda rows: rows[::-1]), Finding.REORDERED),
    "joins paragraphs": _shown(_paragraphs(lambda rows: [" ".join(rows)]), Finding.PARAGRAPHS_CHANGED),
    "adds a preamble": _mended(lambda piece: partials(PREAMBLE + mended(piece)), Finding.PREAMBLE),
    "adds a postscript": _shown(
        lambda piece: partials(mended(piece).strip() + POSTSCRIPT), Finding.PARAGRAPHS_CHANGED
    ),
    "fences": _mended(lambda piece: partials(f"```text\n{mended(piece).strip()}\n```"), Finding.FENCE),
    "answers the text": _shown(lambda _piece: partials(ANSWER), Finding.REWRITTEN),
    "speaks another language": _shown(
        lambda piece: partials(FOREIGN * max(1, round(len(piece) / len(FOREIGN)))), Finding.LANGUAGE_CHANGED
    ),
    "returns the input": Fault(partials, frozenset({Finding.UNCHANGED})),
    "sends an empty answer": _source(lambda _piece: (Say(FORM.response("", FINAL)),), Finding.EMPTY),
    "sends blanks": _source(lambda _piece: (Say(FORM.response(" \n\n ", FINAL)),), Finding.EMPTY),
    "filters": _source(lambda _piece: partials(REFUSAL, status=FILTERED), Finding.REFUSED),
    "refuses as if it were an answer": _source(lambda _piece: partials(REFUSAL), Finding.REFUSED),
    "cuts off": _source(
        lambda piece: partials(mended(piece)[: len(piece) // 2], status=TRUNCATED), Finding.TRUNCATED
    ),
    "invents the frame's tags": _mended(
        lambda piece: partials(f"<text-0badf00d>\n{mended(piece).strip()}\n</text-0badf00d>")
    ),
    "invents half a frame": _mended(lambda piece: partials(f"{mended(piece).strip()}\n</text-0badf00d>")),
    "revises earlier words": _mended(_revising),
    "stalls": _source(lambda piece: (*partials(mended(piece))[:1], Wait(None))),
    "is silent": _source(lambda _piece: (Wait(None),)),
    "dies before the text": Fault(lambda _piece: (Cut(),), is_mended=True),
    "dies in mid-stream": _source(_dying),
    # The service itself says that all is well: what is missing is all there is to go by.
    "ends without an end": _shown(
        lambda piece: partials(mended(piece))[:1],
        *(Finding.LENGTH_SUSPICIOUS, Finding.REWRITTEN, Finding.PARAGRAPHS_CHANGED),
    ),
    "sends no message at all": _source(lambda _piece: ()),
    "sends what is no message": _source(lambda _piece: (Raw(b"\xff" * 24, b"{"),)),
}
ONCE_ONLY = {"dies before the text"}  # what never answers is waited for: a person or the network ends that
SLOW = {"stalls", "is silent"}


class BadScript(Script):
    """Answers a framed text as a good model does, but for the pieces it is told to spoil."""

    def __init__(self, faults: dict[str, str] | None = None) -> None:
        super().__init__()
        self.faults = faults or {}
        self.asked: Counter[str] = Counter()

    def take(self, message: str) -> Plan | None:
        if not is_marked(message):
            return None
        piece = framed(message)
        self.asked[piece.strip()] += 1
        name = next((name for part, name in self.faults.items() if part in piece), "")
        if not name or (name in ONCE_ONLY and self.asked[piece.strip()] > 1):
            return CLEAN(piece)
        return FAULTS[name].plan(piece)


@dataclass
class Bench:
    """The real runner, client, protocol and file; only the model is bad."""

    folder: Path
    service: LocalService
    script: BadScript
    settings: Settings = SETTINGS
    errors: list[object] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.owner = QObject()
        self.pool = single_thread(self.owner)
        self.history = History(self.folder / "history.db", Backups(lambda: self.folder))
        self.alarm = ThreadAlarm()
        network = Network(first_token_timeout_s=0.5, silence_timeout_s=0.5, total_timeout_s=30)
        config = Config(endpoints=self.service.endpoints, network=network)
        self.client = GrpcCompletionClient(self.service.demo_access, config, self.alarm)
        rules = replace(rules_of(self.settings), jitter=lambda: 0.0)
        self.runner = TextRunner(self.history.texts, self.pool, self.turn, rules, self.owner)
        self.runner.not_saved.connect(self.errors.append)

    def turn(self, order: ChunkOrder) -> Turn:
        request = request_of(order, self.settings)
        return lambda cancel: self.client.complete(request, cancel)

    def kept(self) -> TextRun:
        self.pool.waitForDone()
        return self.history.texts.runs()[0]

    def close(self) -> bool:
        left = self.runner.shut_down()
        self.pool.waitForDone()
        self.history.close()
        self.alarm.close()
        return left


@pytest.fixture
def bench(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    # Nobody's quota is at stake here.
    monkeypatch.setattr(run_fault, "FIRST_WAIT_S", 0.02)
    monkeypatch.setattr(run_fault, "LONGEST_WAIT_S", 0.1)
    script = BadScript()
    with LocalService(script=script, options=Options(pace=0)) as service:
        made = Bench(tmp_path, service, script)
        yield made
        assert made.close(), "a worker outlived its test"


def ended(qtbot, bench: Bench, act: Callable[[], object]) -> RunProgress:
    with qtbot.waitSignal(bench.runner.ended, timeout=PATIENCE_MS) as told:
        act()
    progress: RunProgress = told.args[0]
    return progress


def piece_of(run: TextRun, chunk: TextChunk) -> str:
    return run.source[chunk.start : chunk.end]


def assert_nothing_is_lost(bench: Bench, run: TextRun, source: str) -> None:
    """The source is whole in the store; the result has a place for every piece of it."""
    kept = bench.kept()
    assert kept == run
    assert kept.source == source
    assert "".join(piece_of(run, chunk) for chunk in run.chunks) == source
    at = 0
    for chunk in run.chunks:
        piece = piece_of(run, chunk)
        there = chunk.text if chunk.state is ChunkState.DONE else piece
        assert there.strip(), "a piece vanished"
        assert run.result[at : at + len(there)] == there
        at += len(there)
    assert at == len(run.result)
    assert bench.errors == []


def assert_is_what_it_passes_for(run: TextRun, chunk: TextChunk) -> None:
    """A piece without a word of doubt is the good model's; any other has its source or says what is wrong."""
    piece = piece_of(run, chunk)
    quiet = {Finding.PREAMBLE, Finding.FENCE, Finding.TRUNCATED}
    if chunk.state is ChunkState.FAILED:
        assert chunk.error_code or chunk.findings
    elif not set(chunk.findings) - quiet:
        assert chunk.text == mended(piece)
    elif Finding.UNCHANGED in chunk.findings:
        assert chunk.text == piece


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_is_noticed_repaired_or_shown_and_costs_no_word(qtbot, bench, name):
    fault = FAULTS[name]
    source = text_of(2)
    bench.script.faults = {"": name}
    run = ended(
        qtbot, bench, lambda: bench.runner.start(run_for(FixTask(), source, replace_chunks(4000)))
    ).run
    assert_nothing_is_lost(bench, run, source)
    for chunk in run.chunks:
        assert chunk.state is fault.state
        assert not fault.found or fault.found & set(chunk.findings), chunk.findings
        assert bool(chunk.error_code) is fault.has_error
        assert_is_what_it_passes_for(run, chunk)
    if fault.state is ChunkState.FAILED:
        assert run.result == source
    elif fault.is_mended:
        assert run.result == mended(source)


def replace_chunks(tokens: int) -> Settings:
    return replace(SETTINGS, texts=replace(SETTINGS.texts, chunk_tokens=tokens))


@pytest.mark.parametrize(
    "name", ["returns the input", "answers the text", "filters", "sends an empty answer"]
)
def test_a_translation_is_told_from_what_is_none(qtbot, bench, name):
    source = text_of(2)
    bench.script.faults = {"": name}
    task = TranslateTask("ru", "en")
    run = ended(qtbot, bench, lambda: bench.runner.start(run_for(task, source, SETTINGS))).run
    assert_nothing_is_lost(bench, run, source)
    assert findings_of(run)


def test_an_answer_that_is_cut_off_once_is_asked_for_in_two_halves(qtbot, bench):
    source = text_of(2)
    whole = run_for(FixTask(), source, replace_chunks(4000))
    first = piece_of(whole, whole.chunks[0])
    assert len(whole.chunks) == 1
    bench.script.faults = {first.strip(): "cuts off"}
    run = ended(qtbot, bench, lambda: bench.runner.start(whole)).run
    assert_nothing_is_lost(bench, run, source)
    assert len(run.chunks) == 2
    assert run.result == mended(source)


QUICK = [name for name in FAULTS if name not in SLOW]


@pytest.mark.parametrize("seed", range(12))
def test_any_sequence_of_faults_leaves_every_piece_clean_doubted_or_as_it_was(qtbot, bench, seed):
    chance = random.Random(seed)
    source = text_of(14, seed)
    fresh = run_for(FixTask(), source, SETTINGS)
    assert len(fresh.chunks) > 5
    # Named by what stands in it: the halves of a piece are spoiled no further.
    names = {piece_of(fresh, chunk).strip(): chance.choice(["", *QUICK]) for chunk in fresh.chunks}
    bench.script.faults = {piece: name for piece, name in names.items() if name}
    progress = ended(qtbot, bench, lambda: bench.runner.start(fresh))
    assert progress.state is RunState.FINISHED
    run = progress.run
    assert_nothing_is_lost(bench, run, source)
    for chunk in run.chunks:
        assert_is_what_it_passes_for(run, chunk)
        fault = FAULTS.get(names.get(piece_of(run, chunk).strip(), ""))
        if fault is None or fault.is_mended:
            assert chunk.state is ChunkState.DONE
            assert chunk.text == mended(piece_of(run, chunk))
        elif fault.state is ChunkState.FAILED:
            assert chunk.state is ChunkState.FAILED
        else:
            assert chunk.findings


@pytest.mark.parametrize("seed", range(3))
def test_what_failed_can_be_asked_again_until_all_is_there(qtbot, bench, seed):
    chance = random.Random(seed)
    source = text_of(10, seed)
    fresh = run_for(FixTask(), source, SETTINGS)
    names = {piece_of(fresh, chunk).strip(): chance.choice(QUICK) for chunk in fresh.chunks}
    bench.script.faults = names
    run = ended(qtbot, bench, lambda: bench.runner.start(fresh)).run
    bench.script.faults = {}
    for chunk in run.chunks:
        if chunk.text != mended(piece_of(run, chunk)):
            run = ended(qtbot, bench, lambda at=chunk.index: bench.runner.retry(at)).run
    assert run.result == mended(source)
    assert_nothing_is_lost(bench, run, source)


def test_a_service_that_goes_away_after_a_chunk_is_waited_for(qtbot, bench, tmp_path):
    source = text_of(30)
    port = int(bench.service.addresses.grpc.rpartition(":")[2])
    ends: list[object] = []

    def go_away(end: object) -> None:
        ends.append(end)
        if len(ends) == 1:
            bench.service.stop()

    bench.runner.chunk_ended.connect(go_away)
    with qtbot.waitSignal(bench.runner.waiting, timeout=PATIENCE_MS):
        bench.runner.start(run_for(FixTask(), source, SETTINGS))
    assert_is_on_the_way(bench, source)
    with LocalService(grpc_port=port, script=bench.script, options=Options(pace=0)):
        run = ended(qtbot, bench, lambda: None).run
    assert run.result == mended(source)
    assert_nothing_is_lost(bench, run, source)


def assert_is_on_the_way(bench: Bench, source: str) -> None:
    kept = bench.kept()
    assert kept.source == source
    assert len(kept.result) == len(mended(source))


@pytest.mark.parametrize("after", range(1, 6))
def test_a_runner_that_is_dropped_at_any_chunk_is_gone_on_with_and_nothing_is_asked_twice(
    qtbot, bench, after
):
    source = text_of(60)
    bench.settings = replace(SETTINGS, texts=replace(SETTINGS.texts, requests_at_once=1))
    bench.runner.obey(replace(rules_of(bench.settings), jitter=lambda: 0.0))
    fresh = run_for(FixTask(), source, bench.settings)
    ends: list[object] = []

    def drop(end: object) -> None:
        ends.append(end)
        if len(ends) == after:
            bench.runner.pause()

    bench.runner.chunk_ended.connect(drop)
    bench.runner.start(fresh)
    # While one is being written others are on their way already; they are paid for, and so run to their end.
    qtbot.waitUntil(lambda: len(ends) >= after and is_at_rest(bench, len(ends)), timeout=PATIENCE_MS)
    ended(qtbot, bench, bench.runner.stop)
    bench.pool.waitForDone()
    bench.history.close()
    again = Bench(bench.folder, bench.service, bench.script, bench.settings)
    run = ended(qtbot, again, lambda: again.runner.resume(again.history.texts.unfinished()[0])).run
    assert run.result == mended(source)
    assert_nothing_is_lost(again, run, source)
    assert set(bench.script.asked.values()) == {1}
    assert len(bench.script.asked) == len(fresh.chunks)
    assert again.close()


def is_at_rest(bench: Bench, ended_so_far: int) -> bool:
    run = bench.runner.run
    assert run is not None
    states = [chunk.state for chunk in run.chunks]
    return ChunkState.RUNNING not in states and states.count(ChunkState.DONE) == ended_so_far


LIFE = """
import sys
from pathlib import Path
from dataclasses import replace
from PySide6.QtCore import QCoreApplication
from yagpt_desktop.domain.account import Access, Credential, CredentialKind
from yagpt_desktop.domain.config import Config, Endpoints
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings
from yagpt_desktop.services.text_work import request_of, rules_of
from yagpt_desktop.storage.history.backup import Backups
from yagpt_desktop.storage.history.store import History
from yagpt_desktop.workers.alarm import ThreadAlarm
from yagpt_desktop.workers.job import single_thread
from yagpt_desktop.workers.text_runner import TextRunner
from yagpt_desktop.yandex.grpc_client import GrpcCompletionClient
folder, address, token, place = Path(sys.argv[1]), *sys.argv[2:5]
app = QCoreApplication([])
settings = Settings(texts=TextSettings(chunk_tokens=200, requests_at_once=3))
access = Access(Credential(CredentialKind.IAM_TOKEN, token), place)
client = GrpcCompletionClient(access, Config(endpoints=Endpoints(grpc=address)), ThreadAlarm())
def turn(order):
    request = request_of(order, settings)
    return lambda cancel: client.complete(request, cancel)
history = History(folder / "history.db", Backups(lambda: folder))
runner = TextRunner(history.texts, single_thread(app), turn, rules_of(settings))
runner.chunk_ended.connect(lambda end: print(end.chunk.start, flush=True))
runner.resume(history.texts.unfinished()[0])
app.exec()
"""


class SparingScript(BadScript):
    """Answers as often as it was allowed and no more, so that nobody can finish before being killed."""

    def __init__(self) -> None:
        super().__init__()
        self.allowed = 0

    def take(self, message: str) -> Plan | None:
        plan = super().take(message)
        if plan is None:
            return None
        self.allowed -= 1
        return plan if self.allowed >= 0 else (Wait(None),)


def test_a_program_that_is_killed_again_and_again_ends_with_the_same_and_pays_none_twice(
    qtbot, bench, tmp_path
):
    source = text_of(40)
    fresh = run_for(FixTask(), source, SETTINGS)
    assert len(fresh.chunks) > 2 + 3 + 4, "three lives could finish this"
    bench.history.texts.save_run(fresh)
    bench.history.close()
    script = SparingScript()
    with LocalService(script=script, options=Options(pace=0)) as service:
        access = service.demo_access
        finished: Counter[str] = Counter()
        lives = 0
        for die_after in (1, 2, 3):
            script.allowed = die_after + 1
            command = [sys.executable, "-c", LIFE, str(tmp_path), service.addresses.grpc]
            life = subprocess.Popen(
                [*command, access.credential.secret, access.folder_id],
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
            assert life.stdout is not None
            starts = [int(life.stdout.readline()) for _ in range(die_after)]
            life.kill()
            assert life.wait(30) != 0
            starts += map(int, life.stdout.read().split())
            life.stdout.close()
            lives += 1
            for chunk in fresh.chunks:
                if chunk.start in starts:
                    piece = piece_of(fresh, chunk).strip()
                    assert piece not in finished, "a kept chunk was asked again"
                    finished[piece] = script.asked[piece]
    bench.script.asked = script.asked
    with LocalService(script=bench.script, options=Options(pace=0)) as service:
        last = Bench(tmp_path, service, bench.script)
        run = ended(qtbot, last, lambda: last.runner.resume(last.history.texts.unfinished()[0])).run
        assert run.result == mended(source)
        assert_nothing_is_lost(last, run, source)
        assert last.close()
    assert {piece: bench.script.asked[piece] for piece in finished} == finished
    # Asked for again is what was on its way when the program died, three at most a time, and the one answer
    # more that was allowed, where the kill overtook its record.
    assert bench.script.asked.total() <= len(fresh.chunks) + (3 + 1) * lives
    assert re.search("сибе", run.result) is None
