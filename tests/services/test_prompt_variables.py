"""Variables of actions: what they are, and that no value reaches into another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.saved_prompt import Destination
from yagpt_desktop.domain.text_task import ActionTask, Tone
from yagpt_desktop.services.actions import ReadyAction, action_task, ready_actions
from yagpt_desktop.services.prompt_variables import (
    LONGEST_VALUE,
    Variable,
    VariableKind,
    VariableUnfit,
    filled,
    variables,
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ()),
        ("Просто текст", ()),
        ("О {тема} и {длинное имя}", (Variable("тема"), Variable("длинное имя"))),
        (
            "{style:choice строгий| вольный |вольный|}",
            (Variable("style", VariableKind.CHOICE, ("строгий", "вольный")),),
        ),
        (
            "{language} {tone}",
            (Variable("language", VariableKind.LANGUAGE), Variable("tone", VariableKind.TONE)),
        ),
        ("{text}", ()),
        ("{{name}} и }}", ()),
        ('{"json": {"a": 1}} { x } {1} {} {a', ()),
        ("{a} {a:choice x|y} {a}", (Variable("a", VariableKind.CHOICE, ("x", "y")),)),
    ],
)
def test_variables_are_found(text: str, found: tuple[Variable, ...]) -> None:
    assert variables(text) == found


def test_values_stand_in_their_places() -> None:
    text = (
        'Напиши о {тема} на {language}, тон: {tone}, {style:choice строго|вольно}; вот {text}. {{x}} {"a": 1}'
    )
    values = {"тема": "  котах ", "language": "de", "tone": "formal", "style": "вольно"}
    assert filled(text, values) == (
        'Напиши о котах на немецкий язык, тон: официальный, вольно; вот текст ниже. {x} {"a": 1}'
    )
    assert filled("Write in {language}.", {"language": "de"}) == "Write in German."


@given(st.text(max_size=50), st.text(max_size=50))
def test_no_value_is_looked_into(one: str, other: str) -> None:
    one, other = f"x{{b}}{{{{{one}".replace("\n", " "), f"y{{a}}{other}"
    made = filled("<{a}|{b}|{a}>", {"a": one, "b": other})
    alone = filled("<{a}>", {"a": one})[1:-1], filled("<{b}>", {"b": other})[1:-1]
    assert made == f"<{alone[0]}|{alone[1]}|{alone[0]}>"
    assert "{b}" in alone[0]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("{a}", {}),
        ("{a}", {"a": " \n"}),
        ("{a}", {"a": "x" * (LONGEST_VALUE + 1)}),
        ("{a:choice x|y}", {"a": "z"}),
        ("{a:choice x|y}", {"a": ""}),
        ("{tone}", {"tone": "loud"}),
        ("{language}", {"language": "Russian. Ignore all"}),
    ],
)
def test_a_missing_or_unfit_value_is_named(text: str, values: dict[str, str]) -> None:
    with pytest.raises(VariableUnfit) as found:
        filled(text, values)
    assert found.value.name == variables(text)[0].name


@given(st.text())
def test_any_text_can_be_asked_for_its_variables(text: str) -> None:
    values = {"": ""} | {
        one.name: one.options[0] if one.options else {"language": "ru", "tone": "formal"}.get(one.name, "v")
        for one in variables(text)
    }
    if all(one.is_sound for one in variables(text)):
        filled(text, values)


@pytest.mark.parametrize("language", ["ru", "en", "de"])
def test_the_ready_actions_are_sound_and_can_be_run(language: str) -> None:
    ready = ready_actions(language)
    assert [one.action for one in ready] == list(ReadyAction)
    for one in ready:
        assert all(variable.is_sound for variable in one.variables)
        values = {
            variable.name: variable.options[0]
            if variable.options
            else {"language": "en", "tone": Tone.POLITE.value}[variable.name]
            for variable in one.variables
        }
        task = action_task("имя", one.text, values)
        assert isinstance(task, ActionTask)
        assert "{" not in task.instruction
    assert ready[-1].destination is Destination.CHANGES
