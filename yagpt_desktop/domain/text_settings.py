"""What a person sets for the text tools, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .bound import ranged
from .saved_prompt import RememberedValue
from .text_task import FixMode, Tone


class YoPolicy(StrEnum):
    """What becomes of «ё» and of the «е» that stands for it."""

    KEEP = "keep"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class TextSettings:
    """Everything a person can set for correcting and translating.

    Attributes:
        target_language: ISO 639-1 code; "" goes by the text: Russian into English, all else into Russian.
        favourite_languages: Offered first, in this order.
        typography: Names of the rules switched on; those that this version does not know do nothing.
        chunk_tokens: The most of a text that goes into one request; None leaves it to the program.
        requests_at_once: Of one long text.
        quick_window_key: As Qt writes key sequences ("Ctrl+Alt+Space"); "" for none, as for the other two.
        translate_key: Translates what the clipboard holds.
        fix_key: Corrects what the clipboard holds.
        closing_hides: Whether closing the window leaves the program in the tray.
        terminals: More programs in which nothing is copied or pasted for the person, by name.
        follow_double_copy: Whether Ctrl+C pressed twice opens the quick window.
        private: Nothing of the text tools is kept in the history.
        action_values: What is offered first when an action asks for its variables.
    """

    target_language: str = ""
    favourite_languages: tuple[str, ...] = ("ru", "en")
    tone: Tone = Tone.NEUTRAL
    fix_mode: FixMode = FixMode.MISTAKES
    yo: YoPolicy = YoPolicy.KEEP
    typography: tuple[str, ...] = ()
    chunk_tokens: int | None = ranged(None, 200, 4000)
    requests_at_once: int = ranged(2, 1, 3)
    quick_window_key: str = "Ctrl+Alt+Space"
    translate_key: str = ""
    fix_key: str = ""
    tray: bool = True
    closing_hides: bool = False
    terminals: tuple[str, ...] = ()
    autostart: bool = False
    follow_double_copy: bool = False
    private: bool = False
    action_values: tuple[RememberedValue, ...] = ()
