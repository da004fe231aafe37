"""One answer on its way to the terminal."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass

from yagpt_desktop.domain.chat import AnswerFacts
from yagpt_desktop.domain.completion import (
    CompletionEvent,
    CompletionStatus,
    CompletionUpdate,
    TransportChanged,
    Usage,
    is_refusal,
)
from yagpt_desktop.domain.errors import YaGptError
from yagpt_desktop.ui.words.status_words import (
    cost_text,
    notice_text,
    seconds_text,
    thinking,
    tokens_text,
    version_text,
)
from yagpt_desktop.ui.words.terminal_words import cut_short, no_answer, refused

from .console import Console
from .exit_code import ExitCode
from .live_text import LiveText
from .problem import tell_outcome

_SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class Received:
    """What came, and what broke it off.

    Attributes:
        update: The newest state; None where nothing came.
        error: None where the answer is whole.
    """

    update: CompletionUpdate | None
    error: YaGptError | None
    elapsed_s: float

    @property
    def text(self) -> str:
        """The answer as far as it came."""
        return "" if self.update is None else self.update.text


def receive(events: Iterable[CompletionEvent], console: Console, *, quiet: bool = False) -> Received:
    """Show an answer as it comes: repainted in a terminal, at its end elsewhere; not at all if ``quiet``.

    What arrived before an error or a stop is shown too.

    Raises:
        OutputClosed: Nobody reads it.
    """
    live = LiveText(console.write, lambda: console.size, paints=console.paints)
    update, error = None, None
    began = time.monotonic()
    if not quiet:
        console.say_for_now(thinking())
    try:
        for event in events:
            if isinstance(event, CompletionUpdate):
                update = event
                if console.out_is_terminal and not quiet:
                    live.show(event.text)
            elif not quiet:
                _tell(event, console)
    except YaGptError as failure:
        error = failure
    console.forget_transient()
    received = Received(update, error, time.monotonic() - began)
    if not quiet:
        _finish(received, live, console)
    return received


def _tell(event: CompletionEvent, console: Console) -> None:
    if isinstance(event, TransportChanged):
        # Told once in a session: it stays.
        console.say(notice_text(event))
    else:
        console.say_for_now(notice_text(event))


def _finish(received: Received, live: LiveText, console: Console) -> None:
    if console.out_is_terminal:
        live.end()
    elif received.text:
        console.write(received.text if received.text.endswith("\n") else f"{received.text}\n")


def tell_ending(received: Received, console: Console, *, as_json: bool) -> ExitCode:
    """Say what is unusual about an answer that came whole; return its exit code."""
    update = received.update
    if update is None:
        return ExitCode.SERVICE
    if is_refusal(update):
        tell_outcome(console, refused(), "E-FILTER", as_json=as_json)
        return ExitCode.FILTERED
    if update.status is CompletionStatus.TRUNCATED:
        tell_outcome(console, cut_short(), "E-CUT-SHORT", as_json=as_json)
    elif not update.text.strip():
        tell_outcome(console, no_answer(), "E-EMPTY", as_json=as_json)
        return ExitCode.SERVICE
    return ExitCode.DONE


def meta_line(received: Received, model: str) -> str:
    """Return "38 tokens · 0,02 ₽ · 1,4 s · model version …"."""
    update = received.update
    facts = AnswerFacts(model=model, usage=Usage() if update is None else update.usage)
    version = "" if update is None else version_text(update.model_version)
    parts = (tokens_text(facts.usage), cost_text(facts), seconds_text(received.elapsed_s), version)
    return _SEPARATOR.join(part for part in parts if part)
