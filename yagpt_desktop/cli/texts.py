"""``yagpt-desktop fix`` and ``translate``: the text tools without a window.

Standard output and ``--output`` get a whole result or nothing: the source never stands for a result.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.chat import AnswerFacts
from yagpt_desktop.domain.completion import CompletionEvent, TransportChanged
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.domain.text_task import ChunkState, Finding, FixTask, TranslateTask
from yagpt_desktop.services.long_run import ChunkOrder, LongRun, RunProgress, RunState
from yagpt_desktop.services.text_work import findings_of, request_of, rules_of, run_for, typeset
from yagpt_desktop.text.changes import applied, compare, spared
from yagpt_desktop.ui.words.finding_words import findings_text
from yagpt_desktop.ui.words.status_words import cost_text, notice_text, seconds_text, thinking, tokens_text
from yagpt_desktop.ui.words.text_command_words import (
    changes_counted,
    cut_off,
    goes_on_in,
    no_mistakes,
    parts_done,
    parts_kept,
    stopped,
    untranslated,
    written_to,
)
from yagpt_desktop.wiring import Wiring

from .access import decided_access
from .ask import with_options
from .console import Console
from .exit_code import ExitCode
from .interrupt import interruptible
from .live_text import LiveText
from .problem import tell_error, tell_outcome
from .text_carrier import Carried, Carrier, Complete, come
from .text_files import Source, checked_output, read_source, write_output
from .text_report import TextResult, change_lines, result_json
from .text_task_of import OwnWords, own_words, task_of, text_settings_of

_SEPARATOR: Final = " · "


def work_on_text(options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console) -> int:
    """Run the command; return the exit code.

    Raises:
        UsageProblem, YaGptError: Before anything was sent, or the result cannot be written.
        OutputClosed: Nobody reads the result.
    """
    source = read_source(options.source)
    output = checked_output(options.output, source, force=options.force)
    settings = with_options(settings, options)
    settings = replace(settings, texts=text_settings_of(options, settings.texts))
    own = own_words(wiring, console)
    run = run_for(task_of(options, source.text, settings.texts, own, console), source.text, settings)
    watch = _Watch(console, shows_text=console.out_is_terminal and not _is_quiet(options))
    began = time.monotonic()
    connections = wiring.connections()
    try:
        access = decided_access(options, settings, wiring, connections, console)
        client = connections.client_for(access, settings.transport)
        is_strict = getattr(options, "strict", False)

        def complete(order: ChunkOrder, cancel: CancelToken) -> Iterator[CompletionEvent]:
            order = replace(order, stricter=True) if is_strict else order
            return client.complete(request_of(order, settings), cancel)

        carried = _carried(LongRun(run, rules_of(settings)), complete, watch, wiring)
    finally:
        connections.close()
    watch.end()
    result = _result(carried, settings, own)
    if result.text is not None and output is not None:
        write_output(output, source.dressed(result.text), force=options.force)
    _print(options, result, carried, source, watch)
    code = _tell_ending(carried, result, console, as_json=options.json)
    if code is ExitCode.DONE and console.err_is_terminal and not options.json:
        _tell_figures(options, result, time.monotonic() - began, console)
    return code


def _is_quiet(options: argparse.Namespace) -> bool:
    shows_changes = getattr(options, "show", "result") == "changes"
    return bool(options.json or shows_changes or options.output not in {None, "-"})


def _carried(machine: LongRun, complete: Complete, watch: _Watch, wiring: Wiring) -> Carried:
    with interruptible(wiring.alarm) as cancel:
        return Carrier(machine, complete, watch.show, watch.notice).carry(cancel)


class _Watch:
    """What is seen on the way: the text itself in a terminal, else how far it is."""

    def __init__(self, console: Console, *, shows_text: bool) -> None:
        self.console = console
        self._shows_text = shows_text
        self.live = LiveText(console.write, lambda: console.size, paints=console.paints)

    def show(self, progress: RunProgress) -> None:
        """Bring the terminal to the run as it stands."""
        text = come(progress.run) if self._shows_text else ""
        if text or self.live.shown:
            self.live.show(text)
            return
        chunks = progress.run.chunks
        done = sum(chunk.state in {ChunkState.DONE, ChunkState.FAILED} for chunk in chunks)
        if progress.state is RunState.WAITING and progress.error is not None:
            self.console.say_for_now(goes_on_in(math.ceil(progress.wait_s), progress.error))
        else:
            self.console.say_for_now(parts_done(done, len(chunks)) if len(chunks) > 1 else thinking())

    def notice(self, event: CompletionEvent) -> None:
        """Say what is said beside the text, where no text stands in the way."""
        if isinstance(event, TransportChanged):
            self.console.say(notice_text(event))
        elif not self.live.shown:
            self.console.say_for_now(notice_text(event))

    def end(self) -> None:
        """Leave nothing behind that was there for now."""
        self.console.forget_transient()

    def finish(self, text: str) -> None:
        """Bring the terminal to the result."""
        self.live.show(text)
        self.live.end()


def _result(carried: Carried, settings: Settings, own: OwnWords) -> TextResult:
    run = carried.run
    if not carried.is_whole or carried.interrupted or _is_untranslated(carried):
        return TextResult(run, None)
    text = typeset(run.result, settings.texts)
    if not isinstance(run.task, FixTask):
        return TextResult(run, text)
    comparison = compare(run.source, text)
    left = spared(comparison, own.kept)
    return TextResult(run, applied(comparison, left), comparison, left)


def _is_untranslated(carried: Carried) -> bool:
    """Whether a translation is the source, of which something was to be translated."""
    run = carried.run
    return (
        isinstance(run.task, TranslateTask)
        and Finding.UNCHANGED in findings_of(run)
        and bool(carried.unusable)
    )


def _print(
    options: argparse.Namespace, result: TextResult, carried: Carried, source: Source, watch: _Watch
) -> None:
    console = watch.console
    if options.json:
        told = result_json(result, carried.unusable)
        console.write_json(json.dumps(told, ensure_ascii=False))
    elif result.text is None:
        watch.live.end()
    elif getattr(options, "show", "result") == "changes":
        for line in change_lines(result.changes, source.text, paints=console.paints):
            console.write(f"{line}\n")
    elif options.output in {None, "-"}:
        if console.out_is_terminal:
            watch.finish(result.text)
        else:
            console.write(source.dressed(result.text))


def _tell_ending(carried: Carried, result: TextResult, console: Console, *, as_json: bool) -> ExitCode:
    if carried.interrupted:
        console.say(stopped())
        return ExitCode.INTERRUPTED
    if result.text is None:
        code = _tell_failure(carried, console, as_json=as_json)
        done, count = len(carried.done), len(carried.run.chunks)
        if done and count > 1 and not as_json:
            console.say(parts_kept(done, count))
        return code
    sentence = findings_text(findings_of(carried.run))
    if sentence:
        tell_outcome(console, sentence, "E-DOUBTFUL", as_json=as_json)
    return ExitCode.DONE


def _tell_failure(carried: Carried, console: Console, *, as_json: bool) -> ExitCode:
    found = {finding for chunk in carried.run.chunks for finding in chunk.findings}
    if Finding.REFUSED in found:
        tell_outcome(console, findings_text((Finding.REFUSED,)), "E-FILTER", as_json=as_json)
        return ExitCode.FILTERED
    if carried.error is not None:
        return tell_error(console, carried.error, as_json=as_json)
    if Finding.TRUNCATED in found:
        tell_outcome(console, cut_off(), "E-CUT-SHORT", as_json=as_json)
        return ExitCode.TOO_LONG
    if Finding.EMPTY in found:
        tell_outcome(console, findings_text((Finding.EMPTY,)), "E-EMPTY", as_json=as_json)
    else:
        tell_outcome(console, untranslated(), "E-UNTRANSLATED", as_json=as_json)
    return ExitCode.SERVICE


def _tell_figures(
    options: argparse.Namespace, result: TextResult, elapsed_s: float, console: Console
) -> None:
    """Say what it took, to a person; a pipe wants the result alone."""
    if isinstance(result.run.task, FixTask):
        count = len(result.changes)
        console.say(changes_counted(count) if count else no_mistakes())
    if options.output not in {None, "-"}:
        console.say(written_to(options.output))
    facts = AnswerFacts(model=result.run.model, usage=result.usage)
    parts = (tokens_text(facts.usage), cost_text(facts), seconds_text(elapsed_s))
    console.say(_SEPARATOR.join(part for part in parts if part))
