"""What the program is: version, build, libraries."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from yagpt_desktop import __version__
from yagpt_desktop.domain.build import Build, BuildKind
from yagpt_desktop.ui.i18n import format_day
from yagpt_desktop.ui.theme.look import look
from yagpt_desktop.ui.widgets.labels import plain_label
from yagpt_desktop.ui.widgets.view import View


class AboutSection(View):
    """Part of the settings page; its lines can be selected, for a letter about a mistake."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("about-section")
        self._build = Build(__version__)
        self._about = plain_label("about", look="muted", wraps=True)
        self._origin = plain_label("about-build", look="muted", wraps=True)
        self._libraries = plain_label("about-libraries", look="muted", wraps=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for label in (self._about, self._origin, self._libraries):
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self._column.addWidget(label)
        self._settle()

    def show_build(self, build: Build) -> None:
        """Tell of this one."""
        self._build = build
        self._retranslate()

    def _origin_text(self) -> str:
        build = self._build
        if build.kind is BuildKind.SOURCE:
            return self.tr("Runs from its source code.")
        if not build.commit:
            return self.tr("Built outside a repository; of which state is not known.")
        if build.is_changed:
            text = self.tr("Development build of {day}, commit {commit} with changes.")
        elif build.kind is BuildKind.DEVELOPMENT:
            text = self.tr("Development build of {day}, commit {commit}.")
        else:
            text = self.tr("Built from the state of {day}, commit {commit}.")
        return text.format(day=format_day(build.day), commit=build.commit)

    def _retranslate(self) -> None:
        about = self.tr("YaGPT Desktop {version}. Free software under the MIT licence.")
        self._about.setText(about.format(version=self._build.version))
        self._origin.setText(self._origin_text())
        libraries = ", ".join(f"{name}\u00a0{version}" for name, version in self._build.libraries)
        self._libraries.setText(self.tr("It stands on {libraries}.").format(libraries=libraries))
        self._libraries.setVisible(bool(libraries))

    def _restyle(self) -> None:
        self._column.setSpacing(look().metrics.gap(1))
