import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import translations
from ts_file import TsFile, placeholders

VIEW = """
class View(QWidget):
    def a(self):
        self.tr("It's \\"{name}\\" & <b>co</b>")
        self.tr("Open", "verb")
        self.tr("Open", "adjective")
        self.tr("%n file(s)", "", 3)
"""
RUSSIAN = {
    "View": {
        'It\'s "{name}" & <b>co</b>': "Это «{name}» & <b>ко</b>",
        "Open": {"verb": "Открыть", "adjective": "Открыт"},
        "%n file(s)": ["%n файл", "%n файла", "%n файлов"],
    }
}


@pytest.fixture
def tree(tmp_path) -> Path:
    (tmp_path / "yagpt_desktop" / "ui").mkdir(parents=True)
    (tmp_path / "yagpt_desktop" / "ui" / "view.py").write_text(VIEW, encoding="utf-8")
    return tmp_path


def test_a_tree_without_a_file_is_incomplete(tree):
    complaints = translations.check(tree)
    assert len(complaints) == 4
    assert all(complaint.startswith("missing: View: ") for complaint in complaints)
    assert not (tree / translations.TS).exists()


def test_put_makes_the_file_and_completes_it(tree):
    assert translations.put(tree, RUSSIAN) == []
    assert translations.check(tree) == []


def test_what_put_writes_is_what_lupdate_would_write(tree):
    translations.put(tree, RUSSIAN)
    written = (tree / translations.TS).read_bytes()
    translations.update(tree)
    assert (tree / translations.TS).read_bytes() == written


def test_put_keeps_the_others(tree):
    translations.put(tree, RUSSIAN)
    translations.put(tree, {"View": {"Open": {"verb": "Раскрыть"}}})
    texts = {
        key.comment: message.texts for key, message in TsFile.load(tree / translations.TS).by_key().items()
    }
    assert texts["verb"] == ["Раскрыть"]
    assert texts["adjective"] == ["Открыт"]


def test_one_text_serves_every_disambiguation(tree):
    translations.put(tree, RUSSIAN)
    assert translations.put(tree, {"View": {"Open": "Открыто"}}) == []
    messages = TsFile.load(tree / translations.TS).messages
    assert [message.texts for message in messages if message.key.source == "Open"] == [["Открыто"]] * 2


@pytest.mark.parametrize(
    ("wanted", "complaint"),
    [
        ({"View": {"Close": "Закрыть"}}, "not in the sources: View: 'Close'"),
        ({"View": {"%n file(s)": "%n файлов"}}, "3 plural forms"),
        ({"View": {"Open": ["а", "б", "в"]}}, "no plural"),
        ({"View": {"%n file(s)": ["файл", "%n файла", "%n файлов"]}}, "placeholders differ"),
    ],
)
def test_put_says_what_does_not_fit(tree, wanted, complaint):
    assert any(complaint in line for line in translations.put(tree, wanted))


def test_a_new_sentence_is_unfinished_and_a_gone_one_vanishes(tree):
    translations.put(tree, RUSSIAN)
    view = tree / "yagpt_desktop" / "ui" / "view.py"
    view.write_text(VIEW.replace('"Open", "verb"', '"Close"'), encoding="utf-8")
    assert translations.check(tree) == ["missing: View: 'Close'", "vanished: View: 'Open' (verb)"]
    translations.update(tree)
    assert translations.check(tree) == ["unfinished: View: 'Close'"]


def test_an_empty_plural_form_is_unfinished(tree):
    translations.put(tree, RUSSIAN)
    path = tree / translations.TS
    path.write_text(path.read_text(encoding="utf-8").replace("%n файлов", ""), encoding="utf-8")
    assert translations.check(tree) == ["unfinished: View: '%n file(s)'"]


def test_a_lost_placeholder_is_found(tree):
    translations.put(tree, RUSSIAN)
    path = tree / translations.TS
    path.write_text(path.read_text(encoding="utf-8").replace("«{name}»", "«{nmae}»"), encoding="utf-8")
    assert [line.split(":")[0] for line in translations.check(tree)] == ["placeholders differ"]


def test_an_f_string_fails_the_check(tree):
    translations.put(tree, RUSSIAN)
    view = tree / "yagpt_desktop" / "ui" / "view.py"
    view.write_text(VIEW + '        self.tr(f"{x}")\n', encoding="utf-8")
    assert translations.check(tree)[0].startswith("yagpt_desktop/ui/view.py:8: ")


def test_rooms_without_sentences_are_not_read(tree):
    (tree / "yagpt_desktop" / "services").mkdir()
    (tree / "yagpt_desktop" / "services" / "text.py").write_text(
        'x = go.translate("en", "hi")', encoding="utf-8"
    )
    assert [path.name for path in translations.source_files(tree)] == ["view.py"]


def test_two_people_at_once_lose_nothing(tree):
    translations.put(tree, RUSSIAN)
    wanted = [{"View": {"Open": {"verb": "Раскрыть"}}}, {"View": {"Open": {"adjective": "Раскрыт"}}}] * 5

    def put_under_lock(each: dict) -> list[str]:
        with translations.lock(tree):
            return translations.put(tree, each)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(put_under_lock, wanted)) == [[]] * 10
    texts = {
        key.comment: message.texts for key, message in TsFile.load(tree / translations.TS).by_key().items()
    }
    assert (texts["verb"], texts["adjective"]) == (["Раскрыть"], ["Раскрыт"])


def test_the_command_line_reads_a_file_and_tells_failure_by_its_code(tree, monkeypatch, capsys):
    monkeypatch.setattr(translations.qt_tools, "ROOT", tree)
    (tree / "words.json").write_text(json.dumps(RUSSIAN), encoding="utf-8")
    assert translations.main(["check"]) == 1
    assert translations.main(["put", str(tree / "words.json")]) == 0
    assert translations.main(["check"]) == 0
    assert translations.main(["put", str(tree / "nothing.json")]) == 1
    assert "nothing.json" in capsys.readouterr().err


def test_placeholders_are_names_counts_and_qt_arguments():
    assert placeholders("{model} took {time:.1f} s for %n of %1, 50 % off") == {
        "{model}",
        "{time:.1f}",
        "%n",
        "%1",
    }
