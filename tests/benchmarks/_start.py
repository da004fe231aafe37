"""One start of the program on a profile, offscreen: prints how long it took until the window could be used.

``python -m tests.benchmarks._start PROFILE SECONDS``, the latter being ``time.monotonic`` before the start;
on Linux all processes share that clock.  Usable is a window that was painted and whose chats are listed.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from yagpt_desktop.app.session import Session
from yagpt_desktop.app.window import DesktopApp
from yagpt_desktop.wiring import StartOptions, open_profile

LIMIT_MS = 30_000


def main(profile: Path, began_s: float) -> int:
    """Start, wait, tell, end."""
    wiring = open_profile(StartOptions(profile=profile), {})
    session = Session(wiring, None)
    app = QApplication(["yagpt-desktop"])
    desktop = DesktopApp(app, wiring, session)
    waits_for = {"list", "sight"}
    told: dict[str, float] = {}

    def came(what: str) -> None:
        waits_for.discard(what)
        if not waits_for and not told:
            told["usable_s"] = time.monotonic() - began_s
            app.exit()

    desktop._library.listed.connect(lambda _chats: came("list"))
    desktop._first_sight.seen.connect(lambda: came("sight"))
    desktop.start()
    QTimer.singleShot(LIMIT_MS, app.exit)
    app.exec()
    desktop.window.close()
    desktop.shut_down()
    session.close()
    print(json.dumps(told))
    return 0 if told else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), float(sys.argv[2])))
