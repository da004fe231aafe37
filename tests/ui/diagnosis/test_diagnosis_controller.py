"""The page of diagnostics with something that looks: one by one, stopped, again, saved without secrets."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QThreadPool
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.diagnosis import Finding, FindingState, Topic
from yagpt_desktop.domain.errors import CertificateRejected, HostNotFound, SecretStoreLocked
from yagpt_desktop.ui.diagnosis.diagnosis_controller import DiagnosisController
from yagpt_desktop.ui.diagnosis.diagnosis_page import DiagnosisPage
from yagpt_desktop.ui.theme.theming import Theming

GOOD = Finding(Topic.ENDPOINT, "grpc", "llm.api.example:443", latency_ms=124.2)
BAD = Finding(
    Topic.ENDPOINT,
    "iam",
    "iam.api.example:443",
    FindingState.TROUBLE,
    error=CertificateRejected("unknown root <b>x</b>"),
)
PROXY = Finding(Topic.NETWORK, "proxy", "http://maria:MADE-UP-password@proxy.example:3128")


class Looker:
    """Finds what it is told; may wait before the last finding."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        self.runs: list[CancelToken] = []
        self.go_on = threading.Event()
        self.go_on.set()

    def __call__(self, cancel: CancelToken) -> Iterator[Finding]:
        assert threading.current_thread() is not threading.main_thread(), "the network blocks"
        self.runs.append(cancel)
        *first, last = self.findings
        yield from first
        while not self.go_on.wait(0.01):
            cancel.raise_if_cancelled()
        yield last


class Desk:
    def __init__(self, *findings: Finding) -> None:
        self.owner = QObject()
        self.pool = QThreadPool(self.owner)
        self.page = DiagnosisPage()
        self.looker = Looker(*findings)
        self.controller = DiagnosisController(self.page, self.looker, self.pool, self.owner)

    def text(self, name: str) -> str:
        return self.page.findChild(QLabel, name).text()

    def button(self, name: str) -> QPushButton:
        return self.page.findChild(QPushButton, name)


@pytest.fixture
def desk(qtbot: QtBot, theming: Theming) -> Iterator[Desk]:
    desk = Desk(GOOD, PROXY, BAD)
    qtbot.addWidget(desk.page)
    desk.page.resize(900, 700)
    yield desk
    desk.controller.shut_down()
    assert desk.pool.waitForDone(3000)


def look(qtbot: QtBot, desk: Desk) -> None:
    desk.page.show()
    qtbot.waitUntil(lambda: len(desk.page.findings) == 3 and desk.button("diagnosis-again").isEnabled())


def test_opening_the_page_looks_and_shows_what_was_found(desk: Desk, qtbot: QtBot) -> None:
    look(qtbot, desk)
    assert desk.text("diagnosis-summary") == "1 problem(s) found."
    row = desk.page.findChild(QWidget, "diagnosis-endpoint-iam")
    shown = " ".join(label.text() for label in row.findChildren(QLabel))
    assert "iam.api.example:443" in shown
    assert "E-CERT" in shown
    assert "unknown root" not in shown
    assert "124" in desk.page.findChild(QWidget, "diagnosis-endpoint-grpc").accessibleName()


def test_findings_appear_while_others_are_still_looked_for(desk: Desk, qtbot: QtBot) -> None:
    desk.looker.go_on.clear()
    desk.page.show()
    qtbot.waitUntil(lambda: len(desk.page.findings) == 2)
    assert desk.page.findChild(QWidget, "diagnosis-spinner").isVisible()
    assert not desk.button("diagnosis-save").isEnabled()
    desk.looker.go_on.set()
    qtbot.waitUntil(lambda: len(desk.page.findings) == 3)


def test_leaving_the_page_stops_looking(desk: Desk, qtbot: QtBot) -> None:
    desk.looker.go_on.clear()
    desk.page.show()
    qtbot.waitUntil(lambda: len(desk.page.findings) == 2)
    desk.page.hide()
    assert desk.looker.runs[0].cancelled
    assert desk.pool.waitForDone(3000)
    assert not desk.page.findChild(QWidget, "diagnosis-spinner").isVisibleTo(desk.page)


def test_looking_again_forgets_what_was_found(desk: Desk, qtbot: QtBot) -> None:
    look(qtbot, desk)
    desk.looker.findings = (GOOD,)
    desk.button("diagnosis-again").click()
    qtbot.waitUntil(lambda: desk.text("diagnosis-summary") == "Everything works.")
    assert desk.page.findings == (GOOD,)


def test_a_proxy_password_is_neither_shown_nor_saved(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    look(qtbot, desk)
    assert "proxy.example:3128" in desk.page.findChild(QWidget, "diagnosis-network-proxy").accessibleName()
    target = tmp_path / "отчёт.txt"
    desk.controller.save_to(str(target))
    qtbot.waitUntil(lambda: desk.text("diagnosis-intro") == "The report is saved.")
    report = target.read_text(encoding="utf-8")
    for label in desk.page.findChildren(QLabel):
        assert "MADE-UP-password" not in label.text()
    assert "MADE-UP-password" not in report
    assert "maria" not in report
    assert "http://proxy.example:3128" in report
    assert "E-CERT" in report
    assert "unknown root <b>x</b>" in report


def test_a_report_that_cannot_be_written_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    look(qtbot, desk)
    desk.controller.save_to(str(tmp_path / "missing" / "report.txt"))
    qtbot.waitUntil(lambda: desk.text("diagnosis-intro").startswith("It cannot be saved"))


def test_saving_asks_where_without_blocking_the_window(desk: Desk, qtbot: QtBot) -> None:
    look(qtbot, desk)
    desk.button("diagnosis-save").click()
    dialog = desk.page.findChild(QWidget, "diagnosis-file")
    assert dialog.isVisible()
    dialog.reject()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (Finding(Topic.NETWORK, "proxy"), "Прокси-сервер. нет"),
        (Finding(Topic.NETWORK, "proxy", "http://[broken"), "Прокси-сервер. нет"),
        (Finding(Topic.CLOCK, "clock", skew_s=2.0), "Часы компьютера. идут верно"),
        (Finding(Topic.CLOCK, "clock", skew_s=-90.0), "Часы компьютера. спешат на 90 секунд"),
        (
            Finding(Topic.CLOCK, "clock", state=FindingState.TROUBLE, skew_s=600.0),
            "Часы компьютера. не работает",
        ),
        (Finding(Topic.KEYRING, "keyring", "Secret Service"), "Хранилище системы. Secret Service. отвечает"),
        (Finding(Topic.PATH, "configuration"), "Настройки администратора. "),
        (Finding(Topic.VERSION, "grpcio", "1.80"), "grpcio. 1.80"),
        (
            Finding(
                Topic.KEYRING, "keyring", "KWallet", FindingState.TROUBLE, error=SecretStoreLocked("locked")
            ),
            "E-VAULT-LOCKED",
        ),
        (
            Finding(Topic.ENDPOINT, "rest", "a:1", FindingState.TROUBLE, error=HostNotFound("x")),
            "E-DNS",
        ),
    ],
)
def test_every_finding_has_words(
    qtbot: QtBot, theming: Theming, russian: None, finding: Finding, words: str
) -> None:
    page = DiagnosisPage()
    qtbot.addWidget(page)
    page.add(finding)
    row = page.findChild(QWidget, f"diagnosis-{finding.topic.value}-{finding.name}")
    assert words in row.accessibleName()


def test_a_path_in_the_home_folder_names_nobody(qtbot: QtBot, theming: Theming) -> None:
    page = DiagnosisPage()
    qtbot.addWidget(page)
    page.add(Finding(Topic.PATH, "profile", str(Path.home() / "данные" / "yagpt")))
    name = page.findChild(QWidget, "diagnosis-path-profile").accessibleName()
    assert str(Path("~") / "данные" / "yagpt") in name
    assert str(Path.home()) not in name
