"""What the button beside the status offers."""

from __future__ import annotations

from enum import StrEnum


class PauseForm(StrEnum):
    """To pause, to go on, or neither."""

    NONE = "none"
    PAUSE = "pause"
    GO_ON = "go-on"
