"""What the window looks like at this moment: one frozen value that painters read."""

from __future__ import annotations

from dataclasses import dataclass

from .tokens import LIGHT, PLAIN, Metrics, Tokens


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and sizes in force.

    Attributes:
        reduced_motion: The system asks for no animations.
    """

    tokens: Tokens = LIGHT
    metrics: Metrics = PLAIN
    reduced_motion: bool = False


class _Shown:
    """Holds the one value; replaced by ``theming`` alone."""

    look = Look()


def look() -> Look:
    """Return the look in force.  GUI thread.

    Do not keep it: a widget that paints or measures by it reads it anew on ``QEvent.PaletteChange``,
    ``StyleChange`` or ``FontChange``, one of which follows every change.
    """
    return _Shown.look


def set_look(new: Look) -> None:
    """Put another look in force; only ``theming`` and tests call this."""
    _Shown.look = new
