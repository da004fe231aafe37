"""Names stay what they were called first."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.text_task import GlossaryRow, TranslateTask
from yagpt_desktop.services.steady_terms import MOST_TERMS, Pair, renderings, steady_terms

TASK = TranslateTask("ru", "en")


def told(pairs: list[Pair], piece: str, task: TranslateTask = TASK) -> list[tuple[str, str]]:
    return [(row.source, row.target) for row in steady_terms(pairs, piece, task)]


@pytest.mark.parametrize(
    ("source", "result", "found"),
    [
        (
            "Пришёл Иванов с Петровой.",
            "Ivanov came with Petrova.",
            {"Иванов": "Ivanov", "Петровой": "Petrova"},
        ),
        ("Мы открыли YandexGPT вчера.", "We opened YandexGPT yesterday.", {"YandexGPT": "YandexGPT"}),
        ("We met Sergey Petrov.", "Мы встретили Сергея Петрова.", {"Sergey": "Сергея", "Petrov": "Петрова"}),
        ("Он видел Волгу.", "He saw the river.", {}),
        ("Вчера шёл дождь.", "Yesterday it rained.", {}),
    ],
)
def test_a_name_counts_only_where_it_stands_on_both_sides(source, result, found):
    assert dict(renderings(source, result)) == found


def test_the_first_rendering_wins_and_only_what_occurs_is_told():
    pairs = [Pair("Вот Сергей.", "Here is Sergey."), Pair("А Сергею и Анне дали.", "Sergei and Anna got it.")]
    assert told(pairs, "Потом к Сергею пришли.") == [("Сергей", "Sergey")]
    assert told(pairs, "Никого нет.") == []
    assert told([Pair("Вот Сергей.", "")], "Сергей") == []


def test_what_the_glossary_says_stands_above_it():
    task = TranslateTask("ru", "en", glossary=(GlossaryRow("1", "Сергей", "Serge"),))
    assert told([Pair("Вот Сергей.", "Here is Sergey.")], "Пришёл Сергей.", task) == []


def test_no_more_is_told_than_fits():
    names = [f"Борис{sign}{other}" for sign in "абвгд" for other in "абвгдезикл"]
    source = " и ".join(["вот", *names])
    pair = Pair(source, source)
    assert len(told([pair], source)) == MOST_TERMS
