"""Tones of code."""

from __future__ import annotations

import pytest

from yagpt_desktop.text.highlight import Tone, knows, tones_of


def test_each_line_has_its_own_tones() -> None:
    lines = ["def f(x: int) -> str:", "    # слово", '    return "строка"']
    tones = tones_of(lines, "python")
    found = [
        {line[run.start : run.start + run.size]: run.tone for run in runs}
        for line, runs in zip(lines, tones, strict=True)
    ]
    assert found[0]["def"] is Tone.KEYWORD
    assert found[0]["f"] is Tone.FUNCTION
    assert found[1] == {"# слово": Tone.COMMENT}
    assert found[2]['"строка"'] is Tone.STRING


def test_a_string_over_lines_keeps_its_tone() -> None:
    tones = tones_of(['x = """раз', "", 'два"""'], "py")
    assert tones[1] == ()
    assert [run.tone for run in tones[2]] == [Tone.STRING]


@pytest.mark.parametrize("language", ["", "нет такого", "x" * 1000, "../../etc", "\x00"])
def test_an_unknown_language_has_no_tones(language: str) -> None:
    assert tones_of(["a = 1", "b"], language) == [(), ()]
    assert not knows(language)


@pytest.mark.parametrize("language", ["json", "bash", "sql", "html", "yaml", "c++", "js", "diff", "rust"])
def test_broken_code_has_as_many_lines_as_it_has(language: str) -> None:
    lines = ["{<'\"", "", "/* `", "\t$(", "\x0c"]
    assert len(tones_of(lines, language)) == len(lines)
