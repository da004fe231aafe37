"""The house as it is meant to be: what no linter knows but every change must keep."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "yagpt_desktop"
GENERATED = re.compile(r"_pb2(_grpc)?\.py$|resources_rc\.py$")
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if not GENERATED.search(path.name))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST_LINES = 400
MEDIAN_LINES = 120
FORBIDDEN_STEMS = re.compile(r"(^|_)(utils?|helpers?|common|misc|base|manager|core)(_|$)")
ROOMS_WITHOUT_QT = ("domain", "text", "services", "yandex", "storage", "native", "simulator")
ROOMS_WITH_THREADS = ("workers", "simulator")
MAKERS_OF_THREADS = {
    *("Thread", "Timer", "ThreadPoolExecutor", "ProcessPoolExecutor", "Process", "Pool"),
    *("QThread", "QThreadPool", "start_new_thread", "to_thread", "globalInstance"),
}
NEVER_CALLED = {
    "processEvents": "it runs foreign slots in the middle of one's own",
    "setHtml": "foreign text becomes markup",
    "insertHtml": "foreign text becomes markup",
    "appendHtml": "foreign text becomes markup",
    "setMarkdown": "foreign text loads images, and the whole is laid out anew each time",
    "insertMarkdown": "foreign text loads images",
    "setOpenExternalLinks": "every scheme goes to the system",
}
# Widgets that take text for markup or for shortcuts, and the one module that makes them harmless.
MAKERS_OF_TEXT = {
    "QLabel": "ui/widgets/labels.py",
    "QPushButton": "ui/widgets/buttons.py",
    "QToolButton": "ui/widgets/buttons.py",
    # Its messages and its tip may be taken for markup by the desktop: it shows our own sentences alone.
    "QSystemTrayIcon": "ui/at_hand/tray.py",
    # Filled by a cursor, which takes every sign as it is.
    "QTextDocument": "ui/chat/pdf_page.py",
}
TAKES_MARKUP = {
    *("QTextEdit", "QTextBrowser", "QGraphicsTextItem", "QStaticText", "QErrorMessage"),
    *("QToolTip", "QWhatsThis", "setWhatsThis", "setStatusTip", "WhatsThisRole", "StatusTipRole"),
    *(
        "QCommandLinkButton",
        "QGroupBox",
        "QTabWidget",
        "QTabBar",
        "QDockWidget",
        "QWizard",
    ),
    *(
        "QInputDialog",
        "QProgressDialog",
        "QSplashScreen",
        "QFormLayout",
        "RichText",
        "AutoText",
        "MarkdownText",
    ),
}
COLOUR = re.compile(r"#([0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})\b|\b(rgb|rgba|hsl|hsla|hsv)\(")
TRANSLATORS = {"tr", "translate", "QT_TRANSLATE_NOOP", "counted"}


def room_of(path: Path) -> str:
    """The folder right below the package, or the module's own name."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def place_of(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def calls_of(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield every call with the last part of the called name."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield last_name(node.func), node


def last_name(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def offences(check: Callable[[Path], Iterator[str]], paths: list[Path] = MODULES) -> list[str]:
    return [offence for path in paths for offence in check(path)]


def modules_loaded_by(statement: str) -> set[str]:
    """Run a statement in a fresh interpreter and return what it loads."""
    code = f"import sys\n{statement}\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def modules_below(room: str) -> list[str]:
    paths = sorted((PACKAGE / room).rglob("*.py"))
    return [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in paths
        if not GENERATED.search(path.name)
    ]


@pytest.mark.parametrize("room", ROOMS_WITHOUT_QT)
def test_a_room_without_qt_does_not_load_it(room: str) -> None:
    loaded = modules_loaded_by(f"import {', '.join(modules_below(room))}")
    assert not {name for name in loaded if name.split(".")[0] in {"PySide6", "shiboken6"}}


@pytest.mark.parametrize("room", ["workers", "ui/words", "cli"])
def test_workers_words_and_terminal_get_along_with_qtcore_alone(room: str) -> None:
    loaded = modules_loaded_by(f"import {', '.join(modules_below(room))}")
    assert not {name for name in loaded if name.startswith("PySide6.Qt")} - {"PySide6.QtCore"}


def test_modules_are_short_and_half_of_them_very_short() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not {str(path.relative_to(ROOT)): n for path, n in lines.items() if n > LONGEST_LINES}
    assert statistics.median(n for path, n in lines.items() if path.name != "__init__.py") <= MEDIAN_LINES


def test_no_module_is_named_after_nothing() -> None:
    stems = {path: path.stem for path in MODULES} | {
        path: path.parent.name for path in MODULES if path.stem == "__init__"
    }
    assert not [str(path) for path, stem in stems.items() if FORBIDDEN_STEMS.search(stem)]


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = grimp.build_graph("yagpt_desktop", cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        tuple(TopologicalSorter(imports).static_order())
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


def test_threads_are_made_in_workers_and_in_the_simulators_servers_alone() -> None:
    def made(path: Path) -> Iterator[str]:
        if room_of(path) in ROOMS_WITH_THREADS:
            return
        for name, call in calls_of(path):
            if name in MAKERS_OF_THREADS:
                yield f"{place_of(path, call)}: {name}()"
        for node in ast.walk(tree_of(path)):
            if (
                isinstance(node, ast.ClassDef)
                and {last_name(base) for base in node.bases} & MAKERS_OF_THREADS
            ):
                yield f"{place_of(path, node)}: class {node.name}"

    assert not offences(made)


def test_what_takes_foreign_text_for_markup_or_runs_foreign_slots_is_not_called() -> None:
    def called(path: Path) -> Iterator[str]:
        for name, call in calls_of(path):
            if name in NEVER_CALLED and not is_switched_off(call):
                yield f"{place_of(path, call)}: {name}: {NEVER_CALLED[name]}"

    def is_switched_off(call: ast.Call) -> bool:
        return [getattr(argument, "value", None) for argument in call.args] == [False]

    assert not offences(called)


def test_sqlite_is_never_spoken_to_through_qt() -> None:
    assert not [str(path) for path in MODULES if "QtSql" in path.read_text(encoding="utf-8")]


def test_labels_and_buttons_are_made_by_the_helpers_that_take_text_as_it_is() -> None:
    """A bare label guesses the format by look and draws images from foreign text; a bare button eats "&"."""

    def bare(path: Path) -> Iterator[str]:
        place = str(path.relative_to(PACKAGE))
        for name, call in calls_of(path):
            if MAKERS_OF_TEXT.get(name, place) != place:
                yield f"{place_of(path, call)}: {name}() outside {MAKERS_OF_TEXT[name]}"
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                for name in {last_name(parent) for parent in node.bases}:
                    if MAKERS_OF_TEXT.get(name, place) != place:
                        yield f"{place_of(path, node)}: a {name} outside {MAKERS_OF_TEXT[name]}"
            if last_name(node) in TAKES_MARKUP or (isinstance(node, ast.alias) and node.name in TAKES_MARKUP):
                yield f"{place_of(path, node)}: takes foreign text for markup"

    assert not offences(bare)


def test_every_label_and_message_box_is_told_that_its_text_is_plain() -> None:
    def untold(path: Path) -> Iterator[str]:
        makers = [call for name, call in calls_of(path) if name in {"QLabel", "QMessageBox"}]
        makers += [
            node
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ClassDef)
            and {"QLabel", "QMessageBox"} & {last_name(parent) for parent in node.bases}
        ]
        formats = sum(
            name == "setTextFormat" and [last_name(argument) for argument in call.args] == ["PlainText"]
            for name, call in calls_of(path)
        )
        if len(makers) > formats:
            yield f"{place_of(path, makers[0])}: {len(makers)} labels, {formats} of plain text"

    def rich(path: Path) -> Iterator[str]:
        for name, call in calls_of(path):
            if name == "setTextFormat" and [last_name(argument) for argument in call.args] != ["PlainText"]:
                yield f"{place_of(path, call)}: a format other than plain text"

    assert not offences(untold) + offences(rich)


def test_every_tool_tip_is_made_plain() -> None:
    """Qt takes a tool tip for markup as soon as it looks like it."""

    def is_plain(node: ast.AST) -> bool:
        if isinstance(node, ast.IfExp):
            return is_plain(node.body) and is_plain(node.orelse)
        if isinstance(node, ast.Lambda):
            return is_plain(node.body)
        if isinstance(node, ast.Constant):
            return node.value in {"", None}
        return isinstance(node, ast.Call) and last_name(node.func) == "plain_tool_tip"

    def guessed(path: Path) -> Iterator[str]:
        told: set[ast.AST] = set()
        for node in ast.walk(tree := tree_of(path)):
            if isinstance(node, ast.Call) and last_name(node.func) == "setToolTip":
                if not all(is_plain(argument) for argument in node.args):
                    yield f"{place_of(path, node)}: setToolTip without plain_tool_tip"
            elif isinstance(node, ast.Dict):
                told |= {
                    key for key, value in zip(node.keys, node.values, strict=True) if key and is_plain(value)
                }
        for node in ast.walk(tree):
            if last_name(node) == "ToolTipRole" and node not in told:
                yield f"{place_of(path, node)}: a tool tip without plain_tool_tip"

    assert not offences(guessed)


def test_no_foreign_text_makes_a_shortcut_in_a_menu_or_a_title() -> None:
    """An "&" makes the next letter a shortcut and vanishes; only our own sentences are known to hold none."""

    def is_ours(node: ast.AST) -> bool:
        if isinstance(node, ast.IfExp):
            return is_ours(node.body) and is_ours(node.orelse)
        if isinstance(node, ast.Constant):
            return "&" not in str(node.value)
        return isinstance(node, ast.Call) and last_name(node.func) in {*TRANSLATORS, "plain_caption"}

    def is_no_text(node: ast.AST) -> bool:
        is_made = isinstance(node, ast.Call) and last_name(node.func) in {"icon", "QAction"}
        return is_made or last_name(node) in {"action", "menu", "parent", "self"}

    def foreign(path: Path) -> Iterator[str]:
        for name, call in calls_of(path):
            texts = call.args[:2] if name in {"QAction", "addAction", "addMenu", "insertAction"} else []
            if name in {"setWindowTitle", "setIconText"} or (name == "addButton" and len(call.args) > 1):
                texts = call.args[:1]
            is_passed_on = name == "setWindowTitle" and last_name(call.args[0]) == "title"
            if not is_passed_on and not all(is_ours(text) or is_no_text(text) for text in texts):
                yield f"{place_of(path, call)}: {name}"

    assert not offences(foreign)


def test_message_boxes_are_not_made_by_their_static_functions() -> None:
    """Those leave no moment in which the format could be set."""

    def static(path: Path) -> Iterator[str]:
        for _, call in calls_of(path):
            if isinstance(call.func, ast.Attribute) and last_name(call.func.value) == "QMessageBox":
                yield place_of(path, call)

    assert not offences(static)


def test_colours_are_named_in_the_theme_alone() -> None:
    def coloured(path: Path) -> Iterator[str]:
        if room_of(path) != "ui" or (PACKAGE / "ui" / "theme") in path.parents:
            return
        tree = tree_of(path)
        documentation = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in documentation:
                if COLOUR.search(node.value):
                    yield f"{place_of(path, node)}: {node.value!r}"
            elif isinstance(node, ast.Call) and last_name(node.func) == "QColor" and is_literal(node):
                yield f"{place_of(path, node)}: QColor of literals"
            elif isinstance(node, ast.Attribute) and is_named_colour(node):
                yield f"{place_of(path, node)}: {node.attr}"

    def is_named_colour(node: ast.Attribute) -> bool:
        return last_name(node.value) == "GlobalColor" and node.attr != "transparent"

    def is_literal(call: ast.Call) -> bool:
        return bool(call.args) and all(isinstance(argument, ast.Constant) for argument in call.args)

    assert not offences(coloured)


def test_sentences_are_translated_first_and_filled_afterwards() -> None:
    """A sentence that is glued or formatted before the translation never finds its Russian."""

    def glued(path: Path) -> Iterator[str]:
        for name, call in calls_of(path):
            if name in TRANSLATORS and room_of(path) == "ui":
                for argument in call.args:
                    formatted = isinstance(argument, ast.Call) and last_name(argument.func) == "format"
                    if isinstance(argument, ast.JoinedStr | ast.BinOp) or formatted:
                        yield place_of(path, argument)

    assert not offences(glued)


def test_private_names_have_one_underscore() -> None:
    def mangled(path: Path) -> Iterator[str]:
        for node in ast.walk(tree_of(path)):
            name = getattr(node, "attr", None) or getattr(node, "name", None) or ""
            if isinstance(name, str) and name.startswith("__") and not name.endswith("__"):
                yield f"{place_of(path, node)}: {name}"

    assert not offences(mangled)


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
    mine = Path(__file__).name
    faults = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in [*MODULES, *TESTS, *sorted((ROOT / "packaging").rglob("*.py"))]
        if path.name != mine
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if later.search(line)
    ]
    assert not faults


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    def skipping(path: Path) -> Iterator[str]:
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Attribute) or last_name(node.value) not in {"pytest", "mark"}:
                continue
            if node.attr in {"skip", "skipif", "xfail", "importorskip"}:
                yield place_of(path, node)

    assert not offences(skipping, TESTS)
