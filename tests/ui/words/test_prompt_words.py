"""Nothing of the prompt library is left without a word, and every word is Russian."""

from __future__ import annotations

import re

import pytest

from yagpt_desktop.domain.saved_prompt import Destination
from yagpt_desktop.domain.text_task import Tone
from yagpt_desktop.services.actions import ReadyAction
from yagpt_desktop.services.own_prompts import PromptProblem
from yagpt_desktop.services.prompt_variables import Variable, VariableKind, VariableUnfit, variables
from yagpt_desktop.ui.words.prompt_words import (
    destination_hint,
    destination_name,
    example_choice,
    example_text,
    problem_text,
    ready_action_name,
    taken_in_text,
    tone_name,
    unfit_text,
    unreadable_text,
    variable_line,
    variable_title,
)

LATIN = re.compile(r"[A-Za-z]")


def test_every_ready_action_tone_and_destination_has_a_name_of_its_own(in_russian: None) -> None:
    for names in (
        [ready_action_name(action) for action in ReadyAction],
        [tone_name(tone) for tone in Tone],
        [destination_name(one) for one in Destination],
        [destination_hint(one) for one in Destination],
    ):
        assert len(set(names)) == len(names)
        assert not any(LATIN.search(name) for name in names)


@pytest.mark.parametrize("problem", PromptProblem)
def test_every_problem_is_a_sentence(in_russian: None, problem: PromptProblem) -> None:
    text = problem_text(problem)
    assert text.endswith((".", "}"))
    assert "{count}" not in text
    assert "{example}" not in text


def test_the_examples_are_sound_variables(in_russian: None) -> None:
    (choice,), (text,) = variables(example_choice()), variables(example_text())
    assert (choice.kind, choice.is_sound) == (VariableKind.CHOICE, True)
    assert text == Variable("тема")


def test_a_variable_is_called_by_its_name(in_russian: None) -> None:
    assert variable_title("language") == "Язык"
    assert variable_title("тема письма") == "Тема письма"
    assert unfit_text(VariableUnfit("тема")) == "Заполните поле «Тема»."
    assert variable_line(Variable("как", VariableKind.CHOICE, ("a",))).startswith("{как} — Для выбора нужны")


def test_an_import_is_told_by_its_numbers(in_russian: None) -> None:
    assert taken_in_text(2, 0) == "Добавлено 2 промпта."
    assert taken_in_text(1, 5) == "Добавлен 1 промпт. 5 не подошли."
    assert taken_in_text(0, 1).endswith("1 не подошёл.")
    assert unreadable_text().endswith("Ничего не изменилось.")
