"""One finding: its light, its name, what was found, how it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from yagpt_desktop.domain.diagnosis import Finding, FindingState, Topic
from yagpt_desktop.ui.sidebar.account_line import StatusDot
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View

from .finding_words import cause_of, name_of, state_of, value_of

_FACTS = frozenset({Topic.VERSION, Topic.PATH})


class FindingRow(View):
    """Says one thing; what is said can be selected and copied.  A bare fact has no light."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding
        self.setObjectName(f"diagnosis-{finding.topic.value}-{finding.name}")
        is_bad = finding.state is FindingState.TROUBLE
        self._dot = StatusDot()
        self._dot.tone = "removed" if is_bad else "added"
        self._name = plain_label(wraps=True)
        self._value = plain_label(look="small", wraps=True)
        self._dot.setVisible(finding.topic not in _FACTS)
        self._state = plain_label(look="error-title" if is_bad else "muted", wraps=is_bad)
        self._cause = plain_label(look="hint", wraps=True)
        for label in (self._value, self._cause):
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._arrange()
        self._settle()

    def _arrange(self) -> None:
        is_bad = self._finding.state is FindingState.TROUBLE
        quiet = self._value if self._finding.topic is Topic.VERSION else self._state
        beside = None if is_bad else quiet  # what went wrong needs the whole width
        self._words = QVBoxLayout()
        for label in (self._name, self._state, self._value, self._cause):
            if label is not beside:
                self._words.addWidget(label)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._words, 1)
        if beside is not None:
            self._row.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)

    def _retranslate(self) -> None:
        texts = {
            self._name: name_of(self._finding),
            self._value: value_of(self._finding),
            self._state: state_of(self._finding),
            self._cause: cause_of(self._finding),
        }
        for label, text in texts.items():
            label.setText(text)
            label.setVisible(bool(text))
        self.setAccessibleName(". ".join(text for text in texts.values() if text))

    def _restyle(self) -> None:
        gap = look().metrics.gap
        self._row.setSpacing(gap(2.5))
        self._words.setSpacing(gap(0.5))
        # The dot stands beside the first line of the name.
        self._dot.setFixedSize(gap(2), self._name.fontMetrics().height())
