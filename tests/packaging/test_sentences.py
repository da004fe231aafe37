from textwrap import dedent

import pytest

import sentences
from sentences import Sentence


def found(tmp_path, source: str) -> sentences.Found:
    path = tmp_path / "view.py"
    path.write_text(dedent(source), encoding="utf-8")
    return sentences.find(path)


def test_tr_belongs_to_the_class_it_stands_in(tmp_path):
    source = """
        class Outer:
            class Inner:
                def a(self): return self.tr("inner")
            def b(self): return [self.tr("outer" " joined").format(x=1)]
    """
    assert found(tmp_path, source).sentences == [
        Sentence("Inner", "inner", "", ""),
        Sentence("Outer", "outer joined", "", ""),
    ]


def test_a_call_with_a_context_keeps_it_whatever_the_count_is(tmp_path):
    source = """
        class View:
            def a(self):
                self.x.setText(QCoreApplication.translate("Words", "%n left", "", len(self.y)))
                self.tr("after", "verb")
    """
    assert found(tmp_path, source).sentences == [
        Sentence("Words", "%n left", "", ""),
        Sentence("View", "after", "verb", ""),
    ]


def test_a_table_is_read_where_its_sentences_are_marked(tmp_path):
    source = """
        WORDS = {1: QT_TRANSLATE_NOOP("Errors", "Too long.")}
        def words(error): return QCoreApplication.translate("Errors", WORDS[error])
    """
    assert found(tmp_path, source) == sentences.Found([Sentence("Errors", "Too long.", "", "")], [])


def test_a_note_reaches_the_translator(tmp_path):
    source = """
        class View:
            def a(self):
                #: on the button,
                #: not a title
                self.x.setText(
                    self.tr("Send"))
                self.tr("Stop")
    """
    assert [each.note for each in found(tmp_path, source).sentences] == ["on the button,\nnot a title", ""]


@pytest.mark.parametrize(
    "call", ['self.tr(f"Answer of {x}")', 'self.tr("Answer of {}".format(x))', 'self.tr("Answer of " + x)']
)
def test_what_is_composed_before_it_is_translated_is_a_defect(tmp_path, call):
    read = found(tmp_path, f"class View:\n    def a(self, x): return {call}\n")
    assert read.sentences == []
    assert "never found" in read.defects[0]


def test_tr_of_someone_else_is_a_defect(tmp_path):
    assert "QCoreApplication.translate" in found(tmp_path, 'parent.tr("Send")').defects[0]


def test_str_translate_is_no_sentence(tmp_path):
    assert found(tmp_path, 'x = text.translate(TABLE) + "a".translate({})') == sentences.Found([], [])


def test_a_module_that_does_not_parse_stops_everything(tmp_path):
    with pytest.raises(sentences.Unreadable, match=r"view\.py"):
        found(tmp_path, "def (")
