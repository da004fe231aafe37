"""``yagpt-desktop chat``: a conversation in the terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from yagpt_desktop.domain.errors import Cancelled
from yagpt_desktop.domain.saved_prompt import PromptUse
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.own_prompts import PromptLibrary
from yagpt_desktop.ui.words import chat_words
from yagpt_desktop.ui.words.role_words import ready_role, ready_roles
from yagpt_desktop.ui.words.terminal_words import interrupted
from yagpt_desktop.wiring import Wiring

from .access import decided_access
from .answering import meta_line, tell_ending
from .ask import with_options
from .chat_session import ChatSession
from .console import Console
from .exit_code import ExitCode
from .line_input import LineInput
from .problem import tell_error

_COMMAND = "/"
_LITERAL = "//"
_SHOWN_ROLE = 60


def chat(
    options: argparse.Namespace, settings: Settings, wiring: Wiring, console: Console, *, sample: bool = False
) -> int:
    """Talk until ``/quit``, the end of input or a second Ctrl+C; ``sample`` shows one answer first.

    Returns the exit code: in a pipe that of the last question that failed.

    Raises:
        UsageProblem, YaGptError: There is no access.
        OutputClosed: Nobody reads the answers.
    """
    settings = with_options(settings, options)
    connections = wiring.connections()
    wiring.watch_network()
    try:
        access = decided_access(options, settings, wiring, connections, console)
        client = connections.client_for(access, settings.transport)
        role_text = settings.role if options.system is None else options.system
        session = ChatSession(client, settings, wiring, console, role_text)
        return _Talk(session, settings, console, demo=wiring.demo is not None).run(sample=sample)
    finally:
        connections.close()
        wiring.chats.close()


class _Talk:
    """The loop of questions, answers and commands."""

    def __init__(self, session: ChatSession, settings: Settings, console: Console, *, demo: bool) -> None:
        self._session = session
        self._settings = settings
        self._console = console
        self._demo = demo
        self._lines = LineInput()
        self._exit_code = ExitCode.DONE
        self._commands: dict[str, Callable[[str], None]] = {
            "/role": self._on_role,
            "/new": self._on_new,
            "/help": self._on_help,
        }

    def run(self, *, sample: bool) -> int:
        if self._lines.is_terminal:
            self._say(chat_words.welcome(demo=self._demo))
            self._say(chat_words.hint())
        if sample:
            self._show_sample()
        interrupted_once = False
        while True:
            try:
                written = self._lines.read(f"\n{chat_words.you()}", self._console.write)
            except KeyboardInterrupt:
                if interrupted_once or not self._lines.is_terminal:
                    self._say("")
                    return ExitCode.INTERRUPTED
                interrupted_once = True
                self._say(f"\n{chat_words.once_more_to_quit()}")
                continue
            interrupted_once = False
            if written is None or written.strip() == "/quit":
                return ExitCode.DONE if self._lines.is_terminal else self._exit_code
            self._obey(written)

    def _show_sample(self) -> None:
        before = self._session.role_text
        self._on_role("corrector")
        text = chat_words.sample_question()
        self._say(f"\n{chat_words.you()}{text}")
        self._ask(text)
        self._session.take_role(before)
        self._session.begin()

    def _obey(self, written: str) -> None:
        if not written.strip():
            return
        name, _, rest = written.strip().partition(" ")
        if name in self._commands:
            self._commands[name](rest.strip())
        elif written.startswith(_LITERAL):
            self._ask(written.removeprefix(_COMMAND))
        elif written.startswith(_COMMAND) and not self._demo and "/" not in name[1:]:
            self._say(chat_words.unknown_command(name))
        else:
            # The demo has commands of its own: /slow, /filter …
            self._ask(written)

    def _ask(self, text: str) -> None:
        if self._lines.is_terminal:
            self._console.write("\n")
        received = self._session.ask(text)
        if isinstance(received.error, Cancelled):
            self._console.say(interrupted())
            self._exit_code = ExitCode.INTERRUPTED
        elif received.error is not None:
            self._exit_code = tell_error(self._console, received.error, as_json=False)
        else:
            if self._console.out_is_terminal and self._console.err_is_terminal:
                self._console.say(meta_line(received, self._settings.model))
            code = tell_ending(received, self._console, as_json=False)
            self._exit_code = code or self._exit_code

    def _on_role(self, wanted: str) -> None:
        if not wanted:
            self._list_roles()
            return
        saved = PromptLibrary(self._settings.saved_prompts).named(wanted, PromptUse.ROLE)
        ready = ready_role(wanted)
        if saved is not None:
            self._take(saved.name, saved.text)
        elif ready is not None:
            self._take(ready.name, ready.text)
        else:
            self._take(wanted[:_SHOWN_ROLE], wanted)

    def _take(self, name: str, text: str) -> None:
        self._session.take_role(text)
        self._say(chat_words.role_taken(name))

    def _list_roles(self) -> None:
        now = self._session.role_text
        for role in ready_roles():
            self._say(chat_words.role_in_list(role.name, role.key, active=role.text == now))
        for saved in self._settings.saved_roles:
            self._say(chat_words.role_in_list(saved.name, "", active=saved.text == now))

    def _on_new(self, _rest: str) -> None:
        self._session.begin()
        self._say(chat_words.new_conversation())

    def _on_help(self, _rest: str) -> None:
        self._say(chat_words.commands_help())
        if self._demo:
            self._say(chat_words.demo_help())

    def _say(self, line: str) -> None:
        self._console.write(f"{line}\n")
