"""The one style sheet, filled from the tokens.

A widget says what it is by the dynamic property ``look``; the sheet says how that looks.
"""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from .look import Look

_SHEET = Template("""
QWidget { font-size: ${body}px; }
QToolTip {
    background: $inverse; color: $on_inverse; border: none; padding: ${pad1}px ${pad2}px;
    font-size: ${small}px;
}
*[look="window"] { background: $window; }
*[look="surface"] { background: $surface; }
QFrame[look="sidebar"] { background: $sidebar; border: none; border-right: ${hairline}px solid $line; }
QFrame[look="header"] { background: $surface; border: none; border-bottom: ${hairline}px solid $line; }
QFrame[look="side-panel"] { background: $window; border: none; border-left: ${hairline}px solid $line; }
QWidget[look="account-card"] {
    background: $surface; border: ${hairline}px solid $line; border-radius: ${bubble_radius}px;
}
QFrame[look="page-card"] {
    background: $surface; border: ${hairline}px solid $line; border-radius: ${card_radius}px;
}
QFrame[look="composer"] {
    background: $surface; border: ${hairline}px solid $line; border-radius: ${bubble_radius}px;
}
QFrame[look="composer"][focused="true"] { border-color: $accent; }
QFrame[look="rule"] {
    background: $line; border: none; max-height: ${hairline}px; min-height: ${hairline}px;
}
QFrame[look="error"] {
    background: $removed_bg; border: ${hairline}px solid $removed_bg; border-radius: ${card_radius}px;
}
QFrame[look="strip"] { background: $warning_bg; border: none; border-bottom: ${hairline}px solid $line; }
QFrame[look="toast"] { background: $inverse; border: none; border-radius: ${radius}px; }
QFrame[look="popup-sheet"] {
    background: $surface; border: ${hairline}px solid $control; border-radius: 0;
}
QFrame[look="chip"] {
    background: $window; border: ${hairline}px solid $line; border-radius: ${radius}px;
}
QScrollArea[look="plain"], QScrollArea[look="plain"] > QWidget > QWidget[look="plain"] {
    background: transparent; border: none;
}

QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="heading"] { font-size: ${heading}px; font-weight: 700; }
QLabel[look="subheading"] { font-size: ${title}px; font-weight: 600; }
QLabel[look="label"] { font-size: ${label}px; font-weight: 600; }
QLabel[look="card-title"] { font-weight: 600; }
QLabel[look="badge"] {
    color: $muted; border: ${hairline}px solid $line; border-radius: ${radius}px;
    font-size: ${small}px; padding: 0 ${pad2}px;
}
QLabel[look="muted"] { color: $muted; }
QLabel[look="small"] { color: $muted; font-size: ${small}px; }
QLabel[look="hint"] { color: $muted; font-size: ${small}px; }
QLabel[look="wrong"] { color: $removed; font-size: ${small}px; }
QLabel[look="small-text"] { font-size: ${label}px; }
QLabel[look="error-title"] { color: $removed; font-weight: 600; }
QLabel[look="warning-text"] { color: $warning; }
QLabel[look="good"] { color: $added; font-size: ${label}px; }
QLabel[look="on-inverse"] { color: $on_inverse; }
QLabel:disabled { color: $disabled; }

QPushButton {
    background: $surface; color: $text; border: ${hairline}px solid $line; border-radius: ${radius}px;
    padding: 0 ${pad3}px; min-height: ${inner}px; font-size: ${label}px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:checked { background: $hover; }
QPushButton:focus {
    border: ${focus}px solid $accent; padding: 0 ${pad3_focus}px; min-height: ${inner_focus}px;
}
QPushButton:disabled { color: $disabled; background: $window; }
QPushButton[look="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[look="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="primary"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[look="primary"]:focus { border-color: $text; }
QPushButton[look="primary"]:disabled { background: $pressed; border-color: $pressed; color: $muted; }
QPushButton[look="new-chat"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; text-align: left;
}
QPushButton[look="new-chat"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[look="new-chat"]:pressed { background: $accent_pressed; border-color: $accent_pressed; }
QPushButton[look="new-chat"]:focus { border-color: $text; }
QPushButton[look="nav"] {
    background: transparent; border: ${focus}px solid transparent; text-align: left; font-size: ${body}px;
    padding: 0 ${pad2}px; min-height: ${inner}px;
}
QPushButton[look="nav"][compact="true"] { text-align: center; }
QPushButton[look="nav"]:hover { background: $hover; }
QPushButton[look="nav"]:checked { background: $accent_soft; color: $accent_text; font-weight: 600; }
QPushButton[look="nav"]:focus { border-color: $accent; }
QPushButton[look="chip"] {
    color: $muted; border-radius: ${chip_radius}px; min-height: ${chip_inner}px; padding: 0 ${pad3}px;
}
QPushButton[look="chip"]:focus { min-height: ${chip_inner_focus}px; }
QPushButton[look="chip"]::menu-indicator { image: none; width: 0; }
QPushButton[look="language"] {
    background: transparent; border: ${focus}px solid transparent; font-size: ${label}px; font-weight: 600;
    padding: 0 ${pad1}px; min-height: ${chip_inner}px;
}
QPushButton[look="language"]:hover { background: $hover; }
QPushButton[look="language"]:focus { border-color: $accent; }
QPushButton[look="language"]::menu-indicator { image: none; width: 0; }
QPushButton[look="quiet"] {
    background: transparent; border: ${focus}px solid transparent; color: $muted; padding: 0 ${pad1}px;
    min-height: ${chip_inner}px; font-size: ${small}px;
}
QPushButton[look="quiet"]:hover { background: $hover; color: $text; }
QPushButton[look="quiet"]:focus { border-color: $accent; }
QPushButton[look="example"] {
    text-align: left; padding: ${pad2}px ${pad3}px; border-radius: ${card_radius}px; font-size: ${body}px;
}
QPushButton[look="example"]:focus { padding: ${pad2_focus}px ${pad3_focus}px; }
QPushButton[look="link"] {
    background: transparent; border: ${focus}px solid transparent; color: $accent_text; padding: 0;
    min-height: ${pad4}px; font-size: ${small}px; text-align: left; border-radius: ${tight_radius}px;
}
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border-color: $accent; }
QPushButton[look="link"]:disabled { color: $disabled; }
QPushButton[look="text-link"] {
    background: transparent; border: ${focus}px solid transparent; color: $accent_text; padding: 0;
    min-height: ${pad5}px; font-size: ${body}px; text-align: left; border-radius: ${tight_radius}px;
}
QPushButton[look="text-link"]:hover { text-decoration: underline; }
QPushButton[look="text-link"]:focus { border-color: $accent; }
QPushButton[look="account"] {
    background: transparent; border: ${focus}px solid transparent; text-align: left; padding: 0;
    min-height: ${account}px;
}
QPushButton[look="account"][low="true"] { min-height: ${inner}px; }
QPushButton[look="account"]:hover { background: $hover; }
QPushButton[look="account"]:focus { border-color: $accent; }
QPushButton[look="toast"] {
    background: transparent; border: ${focus}px solid transparent; color: $inverse_action; font-weight: 600;
    padding: 0 ${pad2}px;
}
QPushButton[look="toast"]:focus { border-color: $inverse_action; }
QPushButton[look="segment"] {
    border-radius: 0; border-right-width: 0; padding: 0 ${pad3}px; min-height: ${chip_inner}px;
}
QPushButton[look="segment"][place="first"] {
    border-top-left-radius: ${radius}px; border-bottom-left-radius: ${radius}px;
}
QPushButton[look="segment"][place="last"] {
    border-top-right-radius: ${radius}px; border-bottom-right-radius: ${radius}px;
    border-right-width: ${hairline}px;
}
QPushButton[look="segment"]:checked { background: $accent_soft; color: $accent_text; font-weight: 600; }
QPushButton[look="segment"]:focus { border: ${focus}px solid $accent; min-height: ${chip_inner_focus}px; }
QPushButton[look="segment"]:disabled { color: $disabled; }

QToolButton[look="icon"] {
    background: transparent; border: ${focus}px solid transparent; border-radius: ${radius}px;
    padding: ${pad1}px;
}
QToolButton[look="icon-framed"] {
    background: $surface; border: ${hairline}px solid $line; border-radius: ${radius}px;
    min-width: ${inner}px; min-height: ${inner}px; max-width: ${inner}px; max-height: ${inner}px;
}
QToolButton[look="icon-framed"]:hover { background: $hover; }
QToolButton[look="icon-framed"]:pressed { background: $pressed; }
QToolButton[look="icon-framed"]:focus {
    border: ${focus}px solid $accent; min-width: ${inner_focus}px; min-height: ${inner_focus}px;
    max-width: ${inner_focus}px; max-height: ${inner_focus}px;
}
QToolButton[look="icon"]:hover { background: $hover; }
QToolButton[look="icon"]:pressed, QToolButton[look="icon"]:checked { background: $pressed; }
QToolButton[look="icon"]:focus { border-color: $accent; }

QLineEdit, QComboBox, QSpinBox {
    background: $surface; color: $text; border: ${hairline}px solid $line; border-radius: ${radius}px;
    padding: 0 ${pad2}px; min-height: ${inner}px; font-size: ${label}px;
    selection-background-color: $selection; selection-color: $text;
}
QLineEdit:focus, QComboBox:focus, QSpinBox:focus {
    border: ${focus}px solid $accent; padding: 0 ${pad2_focus}px; min-height: ${inner_focus}px;
}
QLineEdit:disabled, QComboBox:disabled, QSpinBox:disabled { color: $disabled; background: $window; }
QLineEdit[invalid="true"] { border-color: $removed; }
QComboBox { combobox-popup: 0; }
QComboBox::drop-down { border: none; width: ${pad6}px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QLineEdit, QSpinBox QLineEdit {
    border: none; background: transparent; padding: 0; min-height: 0; font-size: ${label}px;
}
QComboBox QAbstractItemView::item {
    min-height: ${item}px; padding: 0 ${pad2}px; border-radius: ${tight_radius}px;
}
QComboBox QAbstractItemView::item:selected { background: $accent_soft; color: $text; }
QSpinBox { max-height: ${inner}px; }
QSpinBox:focus { max-height: ${inner_focus}px; }
QComboBox QAbstractItemView {
    background: $surface; color: $text; border: ${hairline}px solid $line; outline: none;
    selection-background-color: $accent_soft; selection-color: $text; padding: ${pad1}px;
}

QSpinBox::up-button, QSpinBox::down-button { border: none; background: transparent; width: ${pad6}px; }
QSpinBox::up-arrow, QSpinBox::down-arrow { image: none; width: 0; height: 0; }
QPlainTextEdit[look="field"] {
    background: $surface; color: $text; border: ${hairline}px solid $line; border-radius: ${radius}px;
    padding: ${pad1}px; font-size: ${label}px;
    selection-background-color: $selection; selection-color: $text;
}
QPlainTextEdit[look="field"]:focus { border: ${focus}px solid $accent; padding: ${pad1_focus}px; }
QPlainTextEdit[look="details"] {
    background: transparent; color: $muted; border: none; padding: 0; font-size: ${small}px;
}
QPlainTextEdit[look="composer"] {
    background: transparent; color: $text; border: none; padding: 0; font-size: ${body}px;
    selection-background-color: $selection; selection-color: $text;
}
QPlainTextEdit[look="page-text"] {
    background: transparent; color: $text; border: none; padding: ${pad2}px ${pad3}px;
    font-size: ${transcript}px; selection-background-color: $selection; selection-color: $text;
}
QSplitter::handle { background: transparent; }

QSlider { min-height: ${pad5}px; }
QSlider::groove:horizontal { height: ${pad1}px; background: $line; border-radius: ${groove_radius}px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: ${groove_radius}px; }
QSlider[unset="true"]::sub-page:horizontal { background: $control; }
QSlider::handle:horizontal {
    width: ${knob}px; height: ${knob}px; margin: -${knob_margin}px 0; background: $surface;
    border: ${focus}px solid $accent; border-radius: ${knob_radius}px;
}
QSlider[unset="true"]::handle:horizontal { border-color: $control; }
QSlider::handle:horizontal:hover { background: $accent_soft; }
QSlider::handle:horizontal:focus { background: $accent; }

QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: ${pad3}px; }
QScrollBar:horizontal { height: ${pad3}px; }
QScrollBar::handle {
    background: $scrollbar; border: none; border-radius: ${bar_radius}px;
}
QScrollBar::handle:vertical { min-height: ${pad6}px; margin: 0 ${bar_gap}px; }
QScrollBar::handle:horizontal { min-width: ${pad6}px; margin: ${bar_gap}px 0; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: $control; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }

QListView[look="popup"] {
    background: $surface; color: $text; border: ${hairline}px solid $line; outline: none; padding: ${pad1}px;
    font-size: ${label}px;
}
QListView[look="popup"]::item {
    min-height: ${item}px; padding: 0 ${pad2}px; border-radius: ${tight_radius}px;
}
QListView[look="popup"]::item:selected { background: $accent_soft; color: $text; }
QListView[look="chats"] { background: transparent; border: none; outline: none; }
QTableView[look="table"] {
    background: $surface; color: $text; border: none; outline: none; font-size: ${body}px;
    gridline-color: $line; selection-background-color: $accent_soft; selection-color: $text;
}
QTableView[look="table"][framed="true"] { border: ${hairline}px solid $line; }
QTableView[look="table"]::item { padding: ${pad1}px ${pad2}px; }
QTableView[look="table"]::item:focus { border: ${focus}px solid $accent; }
QTableView[look="table"] QHeaderView { background: $window; border: none; }
QTableView[look="table"] QHeaderView::section {
    background: $window; color: $muted; border: none; border-bottom: ${hairline}px solid $line;
    padding: ${pad1}px ${pad2}px; font-size: ${small}px; text-align: left;
}
QTableView[look="table"] QLineEdit, QTableView[look="table"] QPlainTextEdit {
    background: $surface; border: ${focus}px solid $accent; border-radius: 0; padding: 0 ${pad1}px;
    min-height: 0; font-size: ${body}px;
}
QMenu {
    background: $surface; color: $text; border: ${hairline}px solid $line; padding: ${pad1}px;
}
QMenu::item { padding: ${pad1h}px ${pad6}px ${pad1h}px ${pad3}px; border-radius: ${tight_radius}px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: ${hairline}px; background: $line; margin: ${pad1}px ${pad2}px; }
QMenu::icon { margin-left: ${pad2}px; }
QMenu::indicator { width: ${icon}px; height: ${icon}px; margin-left: ${pad2}px; }
QMenu::indicator:checked { image: url(:/icons/marks/check-${name}.svg); }
QMenu::indicator:checked:disabled { image: url(:/icons/marks/check-${name}-disabled.svg); }
""")


def style_sheet(look: Look) -> str:
    """Return the sheet of a look."""
    sizes = {
        name.removesuffix("_px"): size for name, size in asdict(look.metrics).items() if name.endswith("_px")
    }
    # A colour and a size may share a name (sidebar): the sheet means the colour.
    return _SHEET.substitute(sizes | _derived(look) | asdict(look.tokens))


def _derived(look: Look) -> dict[str, int]:
    metrics = look.metrics
    pads = {f"pad{steps}": metrics.gap(steps) for steps in range(1, 7)}
    border = metrics.focus_px - metrics.hairline_px
    inner = metrics.control_px - 2 * metrics.hairline_px
    chip_inner = inner - metrics.gap(1)
    knob = metrics.gap(3)
    return pads | {
        "pad1h": metrics.gap(1.5),
        "pad1_focus": metrics.gap(1) - border,
        "pad2_focus": metrics.gap(2) - border,
        "pad3_focus": metrics.gap(3) - border,
        "inner": inner,
        "inner_focus": inner - 2 * border,
        "chip_inner": chip_inner,
        "chip_inner_focus": chip_inner - 2 * border,
        "chip_radius": chip_inner // 2 + 1,
        "tight_radius": metrics.radius_px // 2,
        "groove_radius": metrics.gap(1) // 2,
        "account": metrics.gap(11),
        "item": metrics.gap(7),
        "bar_gap": metrics.gap(0.75),
        "bar_radius": (metrics.gap(3) - 2 * metrics.gap(0.75)) // 2,
        "knob": knob,
        "knob_margin": (knob + 2 * metrics.focus_px - metrics.gap(1)) // 2,
        "knob_radius": (knob + 2 * metrics.focus_px) // 2,
    }
