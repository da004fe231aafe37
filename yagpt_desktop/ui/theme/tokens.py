"""Every colour and every size of the window, by what it is for.

Nothing outside this package names a colour or a size; a test looks for them.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme as ``#RRGGBB``.

    Attributes:
        faint: Only for text of 12 px and more that nobody needs in order to act.
        control: Outlines and tracks that tell a control from its ground: 3:1 on window, surface, sidebar.
        on_accent: Text and icons on ``accent``.
        accent_soft: The user's bubble, the chosen row or segment.
        accent_text: Accent as text on ``accent_soft`` and on plain grounds.
        selection: Ground of selected text, which keeps the colour ``text``.
        found: Ground of what a search found, with ``text`` on it; ``found_current`` where the person is.
        inverse: Ground of a toast, with ``on_inverse`` and ``inverse_action`` on it.
        code_bg: Ground of a code block; every other ``code_…`` colour is readable on it.
    """

    name: str
    window: str
    surface: str
    sidebar: str
    text: str
    muted: str
    faint: str
    disabled: str
    line: str
    control: str
    hover: str
    pressed: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_text: str
    selection: str
    found: str
    found_current: str
    added: str
    added_bg: str
    removed: str
    removed_bg: str
    warning: str
    warning_bg: str
    scrollbar: str
    inverse: str
    on_inverse: str
    inverse_action: str
    code_bg: str
    code_head_bg: str
    code_text: str
    code_keyword: str
    code_name: str
    code_function: str
    code_type: str
    code_string: str
    code_number: str
    code_comment: str
    code_operator: str
    code_meta: str
    code_error: str

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name == "dark"


LIGHT = Tokens(
    name="light",
    window="#F6F6F4",
    surface="#FFFFFF",
    sidebar="#EFEFEC",
    text="#1B1B1F",
    muted="#66666E",
    faint="#92929A",
    disabled="#A9A9B0",
    line="#E2E2DE",
    control="#84848C",
    hover="#E7E7E3",
    pressed="#DDDDD8",
    accent="#4F56D3",
    accent_hover="#434AC2",
    accent_pressed="#393FAD",
    on_accent="#FFFFFF",
    accent_soft="#EAEBFB",
    accent_text="#4F56D3",
    selection="#CBCEF6",
    found="#FFE9A8",
    found_current="#FFC24B",
    added="#1D7B4C",
    added_bg="#DDF3E6",
    removed="#B3261E",
    removed_bg="#FBE4E2",
    warning="#8A5A00",
    warning_bg="#FFF1D6",
    scrollbar="#C4C4C0",
    inverse="#2B2B31",
    on_inverse="#F4F4F6",
    inverse_action="#B4B8FA",
    code_bg="#F3F3EF",
    code_head_bg="#F3F3EF",
    code_text="#1B1B1F",
    code_keyword="#7A35C4",
    code_name="#1B1B1F",
    code_function="#3F46C4",
    code_type="#0B6E7F",
    code_string="#1B7446",
    code_number="#A3490B",
    code_comment="#686870",
    code_operator="#55555D",
    code_meta="#8A4B00",
    code_error="#B3261E",
)

DARK = Tokens(
    name="dark",
    window="#161618",
    surface="#1E1E21",
    sidebar="#1A1A1C",
    text="#ECECEF",
    muted="#A2A2AB",
    faint="#77777F",
    disabled="#5E5E66",
    line="#303035",
    control="#7E7E87",
    hover="#27272B",
    pressed="#303036",
    accent="#8E94F5",
    accent_hover="#9DA2F8",
    accent_pressed="#7F86EC",
    on_accent="#14142B",
    accent_soft="#2A2B47",
    accent_text="#A0A5F8",
    selection="#40447E",
    found="#4D4014",
    found_current="#7A5A00",
    added="#6FD3A0",
    added_bg="#173527",
    removed="#F2A6A0",
    removed_bg="#42201E",
    warning="#F1C77A",
    warning_bg="#3A2D12",
    scrollbar="#4A4A51",
    inverse="#ECECEF",
    on_inverse="#1B1B1F",
    inverse_action="#3F46C4",
    code_bg="#26262A",
    code_head_bg="#26262A",
    code_text="#ECECEF",
    code_keyword="#C39BFA",
    code_name="#ECECEF",
    code_function="#9DA3F8",
    code_type="#6CC7D6",
    code_string="#6FD3A0",
    code_number="#F0AE7C",
    code_comment="#9696A0",
    code_operator="#B6B6BE",
    code_meta="#F1C77A",
    code_error="#F2A6A0",
)


@dataclass(frozen=True, slots=True)
class Metrics:
    """Every size, in device-independent pixels at one zoom.  Gaps are multiples of ``grid_px``.

    What gives way where a window is small grows with the zoom, too: twice the size is half the room.

    Attributes:
        overlay_below_px: In a window less wide the options lie over the conversation.
        rail_below_px: In one less wide the sidebar is a rail of icons, and unfolds over the page.
        terse_below_px: A part of the window less wide says the same in fewer words.
        low_below_px: In a window less high the sidebar's parts stand closer, its pages side by side.
        lowest_below_px: In one less high the composer takes one line.
    """

    zoom_percent: int = 100
    grid_px: int = 4
    hairline_px: int = 1
    focus_px: int = 2
    radius_px: int = 8
    card_radius_px: int = 12
    bubble_radius_px: int = 14
    small_px: int = 12
    label_px: int = 13
    body_px: int = 14
    transcript_px: int = 15
    code_px: int = 13
    title_px: int = 15
    heading_px: int = 22
    icon_px: int = 16
    large_icon_px: int = 20
    control_px: int = 32
    header_px: int = 52
    sidebar_px: int = 264
    rail_px: int = 56
    options_px: int = 300
    column_px: int = 720
    card_px: int = 560
    overlay_below_px: int = 1100
    rail_below_px: int = 800
    terse_below_px: int = 600
    low_below_px: int = 480
    lowest_below_px: int = 360

    def scaled(self, zoom_percent: int) -> Metrics:
        """Return the sizes at another zoom; hairlines stay."""
        fixed = {"zoom_percent", "hairline_px", "focus_px"}
        factor = zoom_percent / 100
        grown = {
            spec.name: round(getattr(PLAIN, spec.name) * factor)
            for spec in fields(self)
            if spec.name not in fixed
        }
        return replace(PLAIN, zoom_percent=zoom_percent, **grown)

    def gap(self, steps: float) -> int:
        """Return ``steps`` grid steps in pixels."""
        return round(self.grid_px * steps)


PLAIN = Metrics()
MOTION_MS = 120
