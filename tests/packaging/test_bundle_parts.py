"""What goes into a bundle, by its rules alone; no bundle is built here."""

import ast
import importlib.metadata
import re
import tomllib
from pathlib import Path

import pytest

import licences
from bundle_parts import is_kept, own_data

ROOT = Path(__file__).resolve().parents[2]
SPEC = (ROOT / "packaging" / "bundle.spec").read_text(encoding="utf-8")


def named_in_spec(name):
    tree = ast.parse(SPEC)
    for node in tree.body:
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == name:
            return ast.literal_eval(node.value)
    raise LookupError(name)


def test_pure_python_under_the_lgpl_is_loose_with_its_source():
    # What is shared libraries lies loose by itself; what is modules would be frozen into the program.
    shared = {"pyside6-essentials", "shiboken6"}
    under = {name for name in licences.shipped_here() if "LGPL" in licences.licence_of(name)} - shared
    modules = {
        file.parts[0] for name in under for file in importlib.metadata.files(name) if file.suffix == ".py"
    }
    assert modules == {"Xlib"}
    assert re.search(r'^LOOSE = \("Xlib",\) if sys.platform == "linux" else \(\)$', SPEC, re.MULTILINE)
    assert 'module_collection_mode=dict.fromkeys(LOOSE, "py")' in SPEC
    for name in ("Xlib/display.py", "Xlib/ext/xtest.py", "Xlib/__pycache__/display.cpython-313.pyc"):
        assert is_kept(name, f"/somewhere/site-packages/{name}")


def test_every_data_file_of_the_package_goes_along():
    present = {
        path
        for path in (ROOT / "yagpt_desktop").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".pyi"}
    }
    assert {Path(origin) for origin, _ in own_data(ROOT)} == present
    assert {path.suffix for path in present} >= {".json", ".sql", ".toml", ".txt", ".md"}


def test_data_lies_beside_the_module_that_reads_it():
    for origin, folder in own_data(ROOT):
        assert (ROOT / folder) == Path(origin).parent


def test_the_metadata_that_the_program_asks_for_goes_along():
    from yagpt_desktop.app.findings import _PACKAGES

    assert set(_PACKAGES) <= set(named_in_spec("METADATA"))


def test_nothing_is_left_out_that_the_program_imports():
    left_out = set(named_in_spec("NOT_USED"))
    imported = set()
    for path in (ROOT / "yagpt_desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    assert not imported & left_out


def test_the_keyring_backends_of_three_systems_go_along():
    backends = named_in_spec("KEYRINGS")
    chosen = (ROOT / "yagpt_desktop/storage/keyring_backend.py").read_text(encoding="utf-8")
    for platform, modules in backends.items():
        assert platform in chosen
        assert platform == "linux" or all(module in chosen for module in modules)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/platforms/libqxcb.so",
        "PySide6/Qt/plugins/platforms/libqoffscreen.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/imageformats/libqjpeg.so",
        "PySide6/Qt/plugins/imageformats/libqwebp.so",
        "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/Qt/lib/libQt6Gui.so.6",
        "libpython3.13.so.1.0",
        "spellchecker/resources/ru.json.gz",
        "spellchecker/resources/en.json.gz",
        "rapidfuzz/fuzz_cpp.cpython-313-x86_64-linux-gnu.so",
        "docx/templates/default.docx",
        "grpcio-1.83.2.dist-info/METADATA",
        "yagpt_desktop/simulator/answers/ru/help.md",
    ],
)
def test_what_is_used_is_kept(name):
    assert is_kept(name, f"/somewhere/site-packages/{name}")


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6/Qt/plugins/imageformats/libqtiff.so",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/lib/libQt6Qml.so.6",
        "PySide6/Qt/translations/qtbase_de.qm",
        "spellchecker/resources/nl.json.gz",
        "rapidfuzz/fuzz_cpp_avx2.cpython-313-x86_64-linux-gnu.so",
        "docx/templates/default-docx-template/word/styles.xml",
        "grpcio-1.83.2.dist-info/RECORD",
    ],
)
def test_what_nobody_uses_stays_out(name):
    assert not is_kept(name, f"/somewhere/site-packages/{name}")


def test_the_systems_libraries_come_from_the_system_and_a_pythons_own_come_along(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    assert not is_kept("libcrypto.so.3", "/usr/lib/x86_64-linux-gnu/libcrypto.so.3")
    assert not is_kept("libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6")
    assert not is_kept("libreadline.so.8", "/lib/x86_64-linux-gnu/libreadline.so.8")
    assert is_kept("libcrypto.so.3", "/opt/python/lib/libcrypto.so.3")


def test_the_version_stands_in_one_place():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["path"] == "yagpt_desktop/__init__.py"
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "yagpt_desktop/__init__.py").read_text("utf-8"))[
        1
    ]
    for path in (ROOT / "packaging").rglob("*"):
        if path.is_file() and path.suffix != ".pyc" and not path.name.startswith("requirements"):
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not re.search(rf"version\W{{1,3}}{re.escape(version)}\b", text, re.IGNORECASE), path
