"""Hands an address to the browser or the mail program, with nothing of ours in its environment."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QProcess, QProcessEnvironment, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices

from .links_address import ALLOWED_SCHEMES, opened_address

_SECRETS: Final = frozenset({"YC_API_KEY", "YC_IAM_TOKEN"})
# A bundle sets these for its own libraries and keeps what was there before under …_ORIG.
_OF_A_BUNDLE: Final = frozenset(
    {
        "GIO_MODULE_DIR",
        "LD_LIBRARY_PATH",
        "PYTHONHOME",
        "PYTHONPATH",
        "QML2_IMPORT_PATH",
        "QT_PLUGIN_PATH",
        "QT_QPA_PLATFORM_PLUGIN_PATH",
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
    }
)


def clean_environment(environment: Mapping[str, str], *, is_bundle: bool) -> dict[str, str]:
    """Return what another program may inherit: no secret, and no library of a bundle."""
    clean = {name: value for name, value in environment.items() if name not in _SECRETS}
    for name in _OF_A_BUNDLE if is_bundle else ():
        before = clean.pop(f"{name}_ORIG", "")
        clean.pop(name, None)
        if before:
            clean[name] = before
    return clean


def open_outside(url: QUrl) -> bool:
    """Open an address that has been found safe; false where nothing could be started.  Returns at once.

    No shell is involved, and the address cannot be taken for an option: it begins with its scheme.
    """
    assert url.scheme() in ALLOWED_SCHEMES
    here = QProcessEnvironment.systemEnvironment()
    present = {name: here.value(name) for name in here.keys()}  # noqa: SIM118  a method of Qt's
    clean = clean_environment(present, is_bundle=bool(getattr(sys, "frozen", False)))
    opener = QStandardPaths.findExecutable("xdg-open") if sys.platform == "linux" else ""
    if clean == present or not opener:
        # Qt itself also asks Wayland to let the browser come to the front.
        return bool(QDesktopServices.openUrl(url))
    return _start(opener, opened_address(url), clean)


def _start(program: str, address: str, environment: Mapping[str, str]) -> bool:
    process = QProcess()
    process.setProgram(program)
    process.setArguments([address])
    given = QProcessEnvironment()
    for name, value in environment.items():
        given.insert(name, value)
    process.setProcessEnvironment(given)
    process.setStandardInputFile(QProcess.nullDevice())
    process.setStandardOutputFile(QProcess.nullDevice())
    process.setStandardErrorFile(QProcess.nullDevice())
    return bool(process.startDetached())
