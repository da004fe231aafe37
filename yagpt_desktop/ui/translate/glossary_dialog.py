"""Terms and how they are to be translated."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from yagpt_desktop.domain.text_task import GlossaryRow
from yagpt_desktop.ui.i18n import QT_TRANSLATE_NOOP, counted
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.buttons import Button
from yagpt_desktop.ui.widgets.dialog_size import resize_within_screen
from yagpt_desktop.ui.widgets.fields import SearchLine
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.notice_bar import NoticeBar
from yagpt_desktop.ui.widgets.segments import SegmentedControl
from yagpt_desktop.ui.widgets.toast import Toast
from yagpt_desktop.ui.words.language_words import language_name

from .glossary_model import GlossaryModel
from .glossary_table import GlossaryTable

_ALL, _PAIR = "all", "pair"
_REMOVED = QT_TRANSLATE_NOOP("GlossaryDialog", "%n term(s) deleted")


class GlossaryDialog(QDialog):
    """Everything is kept as it is edited; there is nothing to save.

    Parts: :attr:`model`, :attr:`table`, :attr:`notice`.

    Signals:
        edited(object): The rows as they are now (``tuple[GlossaryRow, ...]``).
        import_requested(): Choose a file to read terms from.
        export_requested(): Choose a file to write them to.
    """

    edited = Signal(object)
    import_requested = Signal()
    export_requested = Signal()

    def __init__(self, languages: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("glossary")
        self.setWindowTitle(self.tr("Glossary"))
        self._pair = ("", "")
        self.model = GlossaryModel()
        self.table = GlossaryTable(self.model, languages)
        self.notice = NoticeBar("glossary-notice")
        self._search = SearchLine("glossary-search")
        self._scope = SegmentedControl("glossary-scope", (_ALL, _PAIR))
        self._hint = plain_label("glossary-hint", look="hint", wraps=True)
        self._faults = QPlainTextEdit()
        self._faults.setObjectName("glossary-faults")
        self._faults.setProperty("look", "details")
        self._faults.setReadOnly(True)
        self._faults.setTabChangesFocus(True)
        self._faults.hide()
        self._add, self._remove = Button("glossary-add"), Button("glossary-remove", icon_name="delete")
        self._import, self._export = Button("glossary-import"), Button("glossary-export")
        self._close = Button("glossary-close", look="primary")
        self._arrange()
        self._name()
        self._connect()
        self._toast = Toast(self, lambda: look().metrics.gap(14), "glossary-toast")
        self._toast.taken.connect(self._on_taken_back)
        self._on_chosen()

    def _arrange(self) -> None:
        gap = look().metrics.gap
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._search, 1)
        top.addWidget(self._scope)
        for button in (self._add, self._remove):
            foot.addWidget(button)
        foot.addStretch(1)
        for button in (self._import, self._export, self._close):
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(gap(3))
        column.addWidget(self._hint)
        column.addLayout(top)
        column.addWidget(self.notice)
        column.addWidget(self._faults)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._faults.setFixedHeight(gap(24))
        resize_within_screen(self, gap(210), gap(135))

    def _name(self) -> None:
        self._hint.setText(
            self.tr(
                "A term that stands in the text is translated as written here, in all its forms. "
                "The same word twice leaves it as it is."
            )
        )
        for button, text in (
            (self._add, self.tr("Add")),
            (self._remove, self.tr("Delete")),
            (self._import, self.tr("Import…")),
            (self._export, self.tr("Export…")),
            (self._close, self.tr("Close")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
        self._add.setAccessibleName(self.tr("Add a term"))
        self._remove.setAccessibleName(self.tr("Delete the chosen terms"))
        self._search.set_name(self.tr("Search the glossary"))
        self._search.setPlaceholderText(self.tr("Search the glossary"))
        self._scope.set_text(_ALL, self.tr("All languages"))
        self.table.setAccessibleName(self.tr("Terms"))
        self._faults.setAccessibleName(self.tr("Lines that could not be read"))

    def _connect(self) -> None:
        self._search.textChanged.connect(self.model.search)
        self._scope.chosen.connect(self._on_scope)
        self._add.clicked.connect(self._on_add)
        self._remove.clicked.connect(self._on_remove)
        self.table.removal_requested.connect(self._on_remove)
        self.table.chosen.connect(self._on_chosen)
        self._import.clicked.connect(self.import_requested)
        self._export.clicked.connect(self.export_requested)
        self._close.clicked.connect(self.accept)
        self.notice.closed.connect(self._faults.hide)
        self.model.edited.connect(self._on_edited)
        self.model.refused.connect(self._on_refused)

    def show_rows(self, rows: Sequence[GlossaryRow], pair: tuple[str, str]) -> None:
        """Show the glossary, and offer to show only what is in force between two languages."""
        self._pair = pair
        name = self.tr("{source} → {target}")
        source = language_name(pair[0]) if pair[0] else self.tr("any")
        self._scope.set_text(_PAIR, name.format(source=source, target=language_name(pair[1])))
        self.model.put_rows(rows)
        self._on_scope(self._scope.value())

    def put_rows(self, rows: Sequence[GlossaryRow]) -> None:
        """Replace the rows, as by an import; they are kept."""
        self.model.put_rows(rows)
        self._on_edited()

    def say(self, text: str, faults: str = "") -> None:
        """Say what became of a file; ``faults`` are told line by line."""
        self._faults.setPlainText(faults)
        self._faults.setVisible(bool(faults))
        self.notice.show_notice(text)

    @Slot(str)
    def _on_scope(self, value: str) -> None:
        source, target = self._pair
        self.model.show_pair((source, target) if value == _PAIR else None)

    @Slot()
    def _on_add(self) -> None:
        if self._search.text():
            self._search.clear()
        index = self.model.add()
        self.table.scrollTo(index)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.setCurrentIndex(index)
        self.table.edit(index)

    @Slot()
    def _on_remove(self) -> None:
        rows = self.table.rows
        if not rows:
            return
        taken = self.model.take_out(rows)
        if self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(min(rows[0], self.model.rowCount() - 1), 0))
        self._toast.offer(counted("GlossaryDialog", _REMOVED, len(taken)), self.tr("Undo"), taken)

    @Slot(object)
    def _on_taken_back(self, taken: object) -> None:
        if isinstance(taken, list):
            self.model.put_back(taken)

    @Slot()
    def _on_chosen(self) -> None:
        self._remove.setEnabled(bool(self.table.rows))
        self._remove.set_icon("delete", "text" if self._remove.isEnabled() else "disabled")

    @Slot()
    def _on_edited(self) -> None:
        self.edited.emit(self.model.rows)

    @Slot(str)
    def _on_refused(self, term: str) -> None:
        self.say(self.tr("“{term}” is in the glossary already, for the same languages.").format(term=term))
