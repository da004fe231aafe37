"""Colours can be told apart, and stand in one place."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

import yagpt_desktop.ui
from yagpt_desktop.ui.theme.tokens import DARK, LIGHT, PLAIN, Tokens

UI = Path(yagpt_desktop.ui.__file__).parent
GROUNDS = ("window", "surface", "sidebar")
TEXT_ON = [
    *(
        ("text", ground)
        for ground in (*GROUNDS, "hover", "accent_soft", "selection", "warning_bg", "removed_bg")
    ),
    *(("muted", ground) for ground in (*GROUNDS, "hover", "accent_soft", "removed_bg", "warning_bg")),
    *(("accent_text", ground) for ground in (*GROUNDS, "accent_soft", "removed_bg")),
    *(("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")),
    ("added", "added_bg"),
    ("added", "surface"),
    ("removed", "removed_bg"),
    ("removed", "surface"),
    ("warning", "warning_bg"),
    ("on_inverse", "inverse"),
    ("inverse_action", "inverse"),
    ("text", "found"),
    ("text", "found_current"),
    *((spec.name, "code_bg") for spec in fields(Tokens) if re.match(r"code_(?!.*bg)", spec.name)),
]
CONTROLS_ON = [
    *(("control", ground) for ground in GROUNDS),
    *(("accent", ground) for ground in GROUNDS),
    ("surface", "accent"),
    ("surface", "control"),
    *((dot, "sidebar") for dot in ("added", "removed", "warning")),
]


def luminance(color: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_can_be_read(tokens: Tokens, ink: str, ground: str) -> None:
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("part", "ground"), CONTROLS_ON)
def test_controls_can_be_seen(tokens: Tokens, part: str, ground: str) -> None:
    assert contrast(getattr(tokens, part), getattr(tokens, ground)) >= 3.0


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_colour_is_a_plain_hex_colour(tokens: Tokens) -> None:
    colors = [getattr(tokens, spec.name) for spec in fields(Tokens) if spec.name != "name"]
    assert all(re.fullmatch(r"#[0-9A-F]{6}", color) for color in colors)


def test_no_colour_and_no_size_stands_outside_the_theme() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|#[0-9A-Fa-f]{3}\b[\"';]|\b\d+px\b|\bQColor\(\d|\brgba?\(")
    found = [
        f"{path.relative_to(UI)}:{number}: {line.strip()}"
        for path in sorted(UI.rglob("*.py"))
        if path.parent.name != "theme" and path.name != "resources_rc.py"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if literal.search(line)
    ]
    assert not found


@pytest.mark.parametrize("zoom_percent", [80, 100, 130, 200])
def test_sizes_grow_with_the_zoom_and_hairlines_do_not(zoom_percent: int) -> None:
    metrics = PLAIN.scaled(zoom_percent)
    assert metrics.body_px == round(14 * zoom_percent / 100)
    assert metrics.hairline_px == 1
    assert metrics.zoom_percent == zoom_percent


def test_zooming_twice_does_not_add_up() -> None:
    assert PLAIN.scaled(200).scaled(100) == PLAIN
