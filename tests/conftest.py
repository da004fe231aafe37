"""What holds for every test: nothing of it stays behind, and Qt has nothing to complain about."""

from __future__ import annotations

import gc
import os
import re
import threading
import time
from collections.abc import Iterator

import hypothesis
import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

pytest_plugins = ("hostile_peer",)

# Said by Qt when an object is used, or dies, in a thread that is not its own; often between two tests.
COMPLAINT = re.compile(r"^Q(Object|Thread|BasicTimer|Timer|Socket\w*)(::|:| )")
THREAD_LEAVES_WITHIN_S = 5.0

# No test opens a window on the screen of the person who runs it; the desktop suite has a display of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

complaints: list[str] = []
wide_fixtures: set[str] = set()

# The machine that runs tests is slow and busy at times; on the build machine a failure must be repeatable.
hypothesis.settings.register_profile(
    "here", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("ci", hypothesis.settings.get_profile("here"), derandomize=True)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_sessionstart() -> None:
    """Hear what Qt says outside the tests; inside them pytest-qt listens and fails the test."""
    qInstallMessageHandler(_hear)


def _hear(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    if COMPLAINT.match(message):
        complaints.append(message)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A complaint between two tests fails the whole session: it belongs to none of them for certain."""
    qInstallMessageHandler(None)
    if complaints and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show the complaints."""
    if complaints:
        terminalreporter.section("Qt complained between tests", red=True)
        terminalreporter.write_line("\n".join(complaints))


class WideFixtures:
    """Notes which fixtures serve more than one test; Qt's own application object starts no threads."""

    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[object]) -> None:
        """Note a fixture that is set up now."""
        if fixturedef.scope != "function" and not fixturedef.argname.startswith(("qapp", "tmp_path")):
            wide_fixtures.add(fixturedef.argname)


def pytest_configure(config: pytest.Config) -> None:
    """Listen for fixtures of every scope; a hook of this file would not hear of a session's."""
    config.pluginmanager.register(WideFixtures())


@pytest.fixture(autouse=True)
def no_thread_is_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test whose threads are still there after its clean-up.

    A test that asks for a fixture of a wider scope is let off: what it started may belong to that fixture.
    """
    before = set(threading.enumerate())
    yield
    if wide_fixtures.intersection(request.fixturenames):
        return
    end = time.monotonic() + THREAD_LEAVES_WITHIN_S
    while (left := _own_threads() - before) and time.monotonic() < end:
        for thread in left:
            thread.join(0.05)
    assert not left, f"threads outlived their test: {sorted(thread.name for thread in left)}"


def _own_threads() -> set[threading.Thread]:
    """Threads that Python code made; those of Qt's pools appear as dummies and stay listed for ever."""
    return {
        thread
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread) and not thread.name.startswith("pytest_timeout")
    }


_COLLECT_EVERY = 25
_run = 0


def pytest_collection_finish() -> None:
    """Collect garbage between tests alone, in the main thread.

    Wherever a thread of a server or of a pool happens to collect, it would destroy the QObjects that tests
    have left in circles; Qt ends the process for a timer or a socket that goes in another thread.
    """
    gc.collect()
    gc.freeze()
    gc.disable()


def pytest_runtest_logfinish() -> None:
    """Collect what the last tests have left."""
    global _run  # noqa: PLW0603  one count for the whole session
    _run += 1
    if _run % _COLLECT_EVERY == 0:
        gc.collect()
