"""Whom the window speaks to: the configured service, or the demo."""

from __future__ import annotations

from collections.abc import Iterator

from yagpt_desktop.domain.account import Access
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.completion import CompletionEvent, CompletionRequest
from yagpt_desktop.domain.settings import Settings
from yagpt_desktop.services.accounts import Accounts
from yagpt_desktop.services.answer import answer
from yagpt_desktop.services.connection import Connections
from yagpt_desktop.wiring import Wiring
from yagpt_desktop.workers.turn import Turn


class Session:
    """Makes the work of each question.  The demo may start and end while the window is open."""

    def __init__(self, wiring: Wiring, fixed: Access | None) -> None:
        """Take the parts, and an access from the environment that stands above every account."""
        self._wiring = wiring
        self._own = wiring.own_connections(fixed)
        self._demo: Connections | None = wiring.connections() if wiring.demo is not None else None
        self.accounts = Accounts(
            self._own,
            wiring.vault,
            wiring.own_config.endpoints.origin,
            folder_source=wiring.cloud,
            yc=wiring.yc,
        )

    @property
    def is_demo(self) -> bool:
        """Whether answers come from the local service."""
        return self._demo is not None

    @property
    def fixed(self) -> Access | None:
        """The access from the environment."""
        return self._own.fixed

    def make_turn(self, request: CompletionRequest, settings: Settings) -> Turn:
        """Return the work of one question; it opens the keyring and the connection in its own thread."""
        connections = self._demo or self._own

        def turn(cancel: CancelToken) -> Iterator[CompletionEvent]:
            client = connections.client(settings.account, settings.transport)
            yield from answer(client, request, cancel, deferred=settings.deferred)

        return turn

    def start_demo(self) -> None:
        """Let the local service answer from now on; takes half a second, any thread."""
        self._wiring.start_demo()
        self._demo = self._wiring.connections()

    def end_demo(self) -> None:
        """Let the configured service answer again.  Blocks until the local one has stopped."""
        demo, self._demo = self._demo, None
        if demo is not None:
            demo.close()
        self._wiring.stop_demo()

    def close(self) -> None:
        """Let go of every connection and of what runs."""
        self._own.close()
        self.end_demo()
        self._wiring.close()
