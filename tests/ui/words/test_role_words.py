from __future__ import annotations

from collections.abc import Callable

from yagpt_desktop.domain.settings import Language
from yagpt_desktop.ui.i18n import InterfaceLanguage
from yagpt_desktop.ui.words.role_words import ready_role, ready_roles


def test_the_ready_roles_have_russian_names_and_prompts(in_russian: None) -> None:
    names = [role.name for role in ready_roles()]
    assert names == ["Без роли", "Переводчик", "Корректор", "Редактор", "Объяснить просто"]
    assert [role.key for role in ready_roles()] == ["none", "translator", "corrector", "editor", "explain"]
    assert [bool(role.text) for role in ready_roles()] == [False, True, True, True, True]


def test_the_proofreader_begins_as_the_official_sample_does(in_russian: None) -> None:
    role = ready_role("corrector")
    assert role is not None
    assert role.text.startswith("Исправь ошибки в тексте.")


def test_prompts_speak_the_language_of_the_interface(speak: Callable[[Language], InterfaceLanguage]) -> None:
    speak(Language.ENGLISH)
    assert all(role.text.isascii() for role in ready_roles())


def test_a_role_is_found_by_key_or_name(in_russian: None) -> None:
    assert ready_role(" КОРРЕКТОР ") == ready_role("Corrector")
    assert ready_role("none") is not None
    assert ready_role("волшебник") is None
