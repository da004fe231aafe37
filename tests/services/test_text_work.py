from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.change import ChangeKind
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_settings import TextSettings, YoPolicy
from yagpt_desktop.domain.text_task import ChunkState, Finding, FixTask, TextRun
from yagpt_desktop.services.reasons import MOST_CHANGES, AskedChange, Reason, ReasonMemory
from yagpt_desktop.services.text_work import (
    arrived_text,
    changes_to_explain,
    done_share,
    findings_of,
    rules_of,
    run_for,
    sentence_at,
    typeset,
    typeset_result,
    whole_words,
)
from yagpt_desktop.text.changes import compare
from yagpt_desktop.text.span import Span
from yagpt_desktop.text.typography import TypographyRule

SOURCE = "".join(f"Абзац {number} {'слово ' * 700}\n\n" for number in range(3))


@pytest.fixture
def run() -> TextRun:
    return run_for(FixTask(), SOURCE, Settings())


def put(run: TextRun, *states: ChunkState, text: str = "да ") -> TextRun:
    states += (ChunkState.WAITING,) * (len(run.chunks) - len(states))
    chunks = (
        replace(chunk, state=state, text="" if state is ChunkState.WAITING else text)
        for chunk, state in zip(run.chunks, states, strict=True)
    )
    return replace(run, chunks=tuple(chunks))


def test_a_long_source_is_cut_without_a_gap(run: TextRun) -> None:
    assert len(run.chunks) > 2
    assert "".join(SOURCE[chunk.start : chunk.end] for chunk in run.chunks) == SOURCE


def test_the_rules_follow_the_settings() -> None:
    assert rules_of(Settings(texts=TextSettings(requests_at_once=1))).most_at_once == 1


def test_what_has_arrived_ends_at_the_first_gap(run: TextRun) -> None:
    done, running, failed = ChunkState.DONE, ChunkState.RUNNING, ChunkState.FAILED
    assert arrived_text(run) == ""
    assert arrived_text(put(run, done, running, done)) == "да да "
    first = run.chunks[0]
    assert arrived_text(put(run, failed, running)) == SOURCE[first.start : first.end] + "да "


def test_what_came_of_a_stopped_chunk_has_arrived_too(run: TextRun) -> None:
    stopped = replace(run.chunks[0], state=ChunkState.WAITING, text="Начало")
    assert arrived_text(replace(run, chunks=(stopped, *run.chunks[1:]))) == "Начало"


def test_the_share_that_is_done_grows_from_nothing_to_all(run: TextRun) -> None:
    count = len(run.chunks)
    shares = [done_share(put(run, *[ChunkState.DONE] * done)) for done in range(count + 1)]
    assert shares[0] == 0.0
    assert shares[-1] == 1.0
    assert shares == sorted(shares)
    assert 0 < done_share(put(run, ChunkState.RUNNING)) < shares[1]


def test_unchanged_counts_where_all_is_unchanged(run: TextRun) -> None:
    quiet = tuple(replace(chunk, findings=(Finding.UNCHANGED,)) for chunk in run.chunks)
    assert findings_of(replace(run, chunks=quiet)) == (Finding.UNCHANGED,)
    odd = (replace(quiet[0], findings=(Finding.REWRITTEN,)), *quiet[1:])
    assert findings_of(replace(run, chunks=odd)) == (Finding.REWRITTEN,)


def test_each_change_is_asked_about_with_its_sentence_but_never_twice() -> None:
    comparison = compare("Превет всем. Ашипки тут.", "Привет всем. Ошибки тут.")
    memory = ReasonMemory()
    asked = changes_to_explain(memory, comparison, "ru")
    assert asked == (
        AskedChange(comparison.changes[0], "Превет всем."),
        AskedChange(comparison.changes[1], "Ашипки тут."),
    )
    memory.put(asked[0].change, Reason(ChangeKind.SPELLING, "так"), "ru")
    assert changes_to_explain(memory, comparison, "ru") == asked[1:]
    assert changes_to_explain(memory, comparison, "en") == asked


def test_of_many_changes_those_from_the_chosen_one_on_are_asked_about() -> None:
    words = [f"сл{'о' * (at % 40 + 1)}ва{at}" for at in range(3 * MOST_CHANGES)]
    comparison = compare(" ".join(words), " ".join(f"{word}ъ" for word in words))
    first = 2 * MOST_CHANGES
    asked = changes_to_explain(ReasonMemory(), comparison, "ru", first)
    assert len(asked) == MOST_CHANGES
    assert asked[0].change is comparison.changes[first]
    assert changes_to_explain(ReasonMemory(), comparison, "ru", -1)[0].change is comparison.changes[0]


def test_the_sentence_of_a_place_in_a_very_long_line_is_found_near_it() -> None:
    text = "Одно предложение. " * 10_000
    assert sentence_at(text, 90_000) == "Одно предложение."
    assert sentence_at("", 0) == ""
    assert sentence_at("раз\nдва\nтри", 5) == "два"


def test_a_text_is_set_by_the_rules_that_are_on_and_by_no_others() -> None:
    text = 'Он сказал: "ещё"...'
    assert typeset(text, TextSettings(typography=(), yo=YoPolicy.KEEP)) == text
    quotes = TextSettings(typography=(TypographyRule.QUOTES.value,), yo=YoPolicy.KEEP)
    assert typeset(text, quotes) == "Он сказал: «ещё»..."
    assert typeset(text, TextSettings(typography=(), yo=YoPolicy.NEVER)) == 'Он сказал: "еще"...'


@given(st.text("аб \n«»", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_whatever_part_is_chosen_all_else_stays_to_the_letter(source: str, one: int, other: int) -> None:
    edges = sorted((min(one, len(source)), min(other, len(source))))
    run = run_for(FixTask(), source, Settings(), Span(*edges))
    assert "".join(source[chunk.start : chunk.end] for chunk in run.chunks) == source
    assert [chunk.index for chunk in run.chunks] == list(range(len(run.chunks)))
    asked = run.asked_chunks
    kept = [chunk for chunk in run.chunks if chunk not in asked]
    assert all(chunk.text == source[chunk.start : chunk.end] for chunk in kept)
    assert all(chunk.state is ChunkState.DONE for chunk in kept)
    if asked:
        assert asked[0].start <= edges[0] <= edges[1] <= asked[-1].end
    waiting = [chunk for chunk in run.chunks if chunk.state is ChunkState.WAITING]
    assert set(waiting) <= set(asked)
    assert bool(waiting) == bool(source[edges[0] : edges[1]].strip())


def test_words_at_the_borders_of_a_part_are_whole() -> None:
    text = "один двадцать три"
    assert whole_words(text, Span(7, 9)) == Span(5, 13)
    assert whole_words(text, Span(5, 13)) == Span(5, 13)
    assert whole_words(text, Span(4, 14)) == Span(4, 14)
    assert whole_words(text, Span(0, len(text))) == Span(0, len(text))


def test_a_part_is_set_and_counted_by_itself() -> None:
    source = '"а" - б. "в" - г. "д" - е.'
    run = run_for(FixTask(), source, Settings(), Span(9, 17))
    assert done_share(run) == 0
    assert not findings_of(run)
    chunks = tuple(
        replace(chunk, state=ChunkState.DONE, text=source[chunk.start : chunk.end], findings=chunk.findings)
        for chunk in run.chunks
    )
    texts = TextSettings(typography=(TypographyRule.QUOTES.value, TypographyRule.DASHES.value))
    done = replace(run, chunks=chunks)
    assert typeset_result(done, texts) == '"а" - б. «в» — г. "д" - е.'
    assert done_share(done) == 1
    quiet = tuple(replace(one, findings=(*one.findings, Finding.UNCHANGED)) for one in done.asked_chunks)
    same = replace(done, chunks=(chunks[0], *quiet, chunks[-1]))
    assert findings_of(same) == (Finding.UNCHANGED,)
