import subprocess
import sys
from pathlib import Path

import pytest

import resources

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'
TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ru_RU" sourcelanguage="en_US">
<context>
    <name>View</name>
    <message>
        <source>Send</source>
        <translation>Отправить</translation>
    </message>
</context>
</TS>
"""
ASK_QT = """
import runpy, sys
from PySide6.QtCore import QDirIterator, QTranslator
runpy.run_path(sys.argv[1])
files = QDirIterator(":/", QDirIterator.IteratorFlag.Subdirectories)
names = []
while files.hasNext():
    names.append(files.next())
print(*sorted(name for name in names if name.startswith((":/icons/", ":/translations/"))))
translator = QTranslator()
translator.load(":/translations/yagpt_ru.qm")
print(translator.translate("View", "Send").encode("unicode_escape").decode())
"""


@pytest.fixture
def tree(tmp_path) -> Path:
    (tmp_path / "resources" / "icons").mkdir(parents=True)
    (tmp_path / "resources" / "icons" / "send & go.svg").write_text(SVG, encoding="utf-8")
    (tmp_path / "resources" / "translations").mkdir()
    (tmp_path / "resources" / "translations" / "yagpt_ru.ts").write_text(TS, encoding="utf-8")
    return tmp_path


def test_qt_finds_icons_and_translations_in_what_is_built(tree):
    assert resources.build(tree)
    command = [sys.executable, "-c", ASK_QT, str(tree / resources.TARGET)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert answer[0] == ":/icons/send & go.svg :/translations/qtbase_ru.qm :/translations/yagpt_ru.qm"
    assert answer[1].encode().decode("unicode_escape") == "Отправить"


def test_nothing_is_built_while_nothing_changes(tree):
    resources.build(tree)
    assert not resources.build(tree)


def test_a_changed_a_new_and_a_removed_input_are_seen(tree):
    resources.build(tree)
    icon = tree / "resources" / "icons" / "stop.svg"
    for change in (lambda: icon.write_text(SVG), lambda: icon.write_text(SVG + "\n"), icon.unlink):
        change()
        assert resources.build(tree)
        assert not resources.build(tree)


def test_two_builds_of_the_same_inputs_are_the_same(tree):
    resources.build(tree)
    first = (tree / resources.TARGET).read_bytes()
    (tree / resources.TARGET).unlink()
    (tree / "resources" / "icons" / "send & go.svg").touch()
    resources.build(tree)
    assert (tree / resources.TARGET).read_bytes() == first


def test_a_tree_without_resources_still_builds(tmp_path):
    assert resources.build(tmp_path)


def test_a_broken_translation_is_told_and_leaves_the_old_build(tree, monkeypatch, capsys):
    resources.build(tree)
    before = (tree / resources.TARGET).read_bytes()
    (tree / "resources" / "translations" / "yagpt_ru.ts").write_text("<TS><context>", encoding="utf-8")
    monkeypatch.setattr(resources.qt_tools, "ROOT", tree)
    assert resources.main() == 1
    assert "lrelease" in capsys.readouterr().err
    assert (tree / resources.TARGET).read_bytes() == before
