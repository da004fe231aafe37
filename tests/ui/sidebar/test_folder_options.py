"""What a folder has of its own comes back from the fields as it went in."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from yagpt_desktop.domain.completion import ReasoningMode
from yagpt_desktop.domain.folder import ChatOptions, Folder
from yagpt_desktop.services.models import known_models
from yagpt_desktop.ui.sidebar.folder_dialog import FolderDialog
from yagpt_desktop.ui.sidebar.folder_options import FolderOptions

OPTIONS = st.builds(
    ChatOptions,
    st.sampled_from([None, "gpt://made-up/own", *(info.name for info in known_models())]),
    st.none() | st.integers(0, 20).map(lambda step: step / 20) | st.just(0.333),
    st.none() | st.integers(1, 32_000),
    st.none() | st.booleans(),
    st.none() | st.booleans(),
    st.none() | st.sampled_from(ReasoningMode),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(options=OPTIONS)
def test_options_come_back_as_they_went_in_whatever_is_spoken(qapp, options):
    fields = FolderOptions(known_models())
    fields.show_options(options)
    assert fields.options == options
    QApplication.sendEvent(fields, QEvent(QEvent.Type.LanguageChange))
    assert fields.options == options
    fields.deleteLater()


def test_a_name_of_blanks_is_none(qtbot, theming, window):
    dialog = FolderDialog(Folder("f", "Работа", 3, is_closed=True), known_models(), [], window)
    agreed = []
    dialog.agreed.connect(agreed.append)
    dialog._name.setText("   ")
    dialog.accept()
    assert not agreed
    dialog._name.setText(" Дом ")
    dialog._role.setPlainText("<b>Пиши</b> тепло.\n")
    dialog.accept()
    assert agreed == [Folder("f", "Дом", 3, "<b>Пиши</b> тепло.", is_closed=True)]


def test_a_ready_role_is_put_into_the_text(qtbot, theming, window):
    dialog = FolderDialog(Folder("", ""), known_models(), [("Редактор", "Правь.")], window)
    dialog._picker.activated.emit(1)
    assert dialog.folder.role_text == "Правь."
    dialog.reject()
