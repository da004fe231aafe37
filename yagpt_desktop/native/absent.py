"""A desktop that gives nothing: every port answers why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from yagpt_desktop.domain.desktop_ports import Obstacle, Stroke, TargetWindow, Verb
from yagpt_desktop.domain.key_combination import KeyCombination


class NoKeys:
    """Implements ``HotKeys``: none can be taken."""

    def __init__(self, why: Obstacle) -> None:
        self._why = why

    def take(self, verb: Verb, keys: KeyCombination, title: str) -> Obstacle | None:  # noqa: ARG002
        """See the port."""
        return self._why

    def give_back(self, verb: Verb) -> None:
        """See the port."""

    def follow_double_copy(self, *, wanted: bool) -> Obstacle | None:
        """See the port."""
        return self._why if wanted else None

    def listen(
        self,
        on_pressed: Callable[[Verb], object],
        on_copied_twice: Callable[[], object],
        on_answered: Callable[[Verb, Obstacle | None], object],
    ) -> None:
        """See the port."""

    def descriptors(self) -> Sequence[int]:
        """See the port."""
        return ()

    def read(self) -> None:
        """See the port."""

    def close(self) -> None:
        """See the port."""


class NoDesk:
    """Implements ``TargetDesk``: no window but our own can be reached."""

    def __init__(self, why: Obstacle) -> None:
        self._why = why

    def obstacle(self) -> Obstacle | None:
        """See the port."""
        return self._why

    def in_front(self) -> TargetWindow | None:
        """See the port."""
        return None

    def bring_forward(self, number: int) -> None:
        """See the port."""

    def keys_are_up(self) -> bool:
        """See the port."""
        return True

    def press(self, stroke: Stroke) -> Obstacle | None:  # noqa: ARG002
        """See the port."""
        return self._why

    def clipboard_serial(self) -> int:
        """See the port."""
        return 0

    def owns_selection(self, window: TargetWindow) -> bool:  # noqa: ARG002
        """See the port."""
        return False


class NoDoor:
    """Implements ``VerbDoor``: there is no bus."""

    def open(self, on_asked: Callable[[Verb], object]) -> Obstacle | None:  # noqa: ARG002
        """See the port."""
        return Obstacle.UNSUPPORTED

    def descriptors(self) -> Sequence[int]:
        """See the port."""
        return ()

    def read(self) -> None:
        """See the port."""

    def close(self) -> None:
        """See the port."""
