from __future__ import annotations

import re
import subprocess
import sys

import pytest

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.errors import Expected
from yagpt_desktop.domain.fault import InputFault, KeyFault
from yagpt_desktop.domain.settings import Language
from yagpt_desktop.ui.words.action import ActionKind, label_of
from yagpt_desktop.ui.words.error_text import ErrorText, error_text
from yagpt_desktop.ui.words.phase_table import Phase

JARGON = re.compile(r"gRPC|HTTP|TLS|token|токен|\d{3}", re.IGNORECASE)
# Names that are written in Latin letters in Russian too.
NAMES = re.compile(r"Yandex Cloud|ai\.languageModels\.user|VPN|API|TOML|https?://|host:port|user@|true|false")


def kinds() -> list[type[errors.YaGptError]]:
    found = [errors.YaGptError]
    for kind in found:
        found += kind.__subclasses__()
    return [
        kind for kind in found if kind is not errors.Cancelled and kind.__module__.startswith(errors.__name__)
    ]


def sentences(text: ErrorText) -> list[str]:
    return [text.cause, text.assurance]


@pytest.mark.parametrize("kind", kinds())
def test_every_error_has_whole_sentences_in_both_languages(
    kind: type[errors.YaGptError], in_both: Language
) -> None:
    text = error_text(kind("technical detail"))
    assert all(sentence.endswith(".") for sentence in sentences(text)), text
    assert text.title and not text.title.endswith(".")
    assert "technical detail" not in repr(text)
    assert text.code.startswith("E-")
    assert bool(text.action_label) == (text.action is not None)


@pytest.mark.parametrize("kind", kinds())
def test_titles_are_short_and_free_of_jargon(kind: type[errors.YaGptError], in_both: Language) -> None:
    title = error_text(kind()).title
    assert len(title) <= 50
    assert not JARGON.search(title)


@pytest.mark.parametrize("kind", kinds())
def test_russian_words_are_russian(kind: type[errors.YaGptError], in_russian: None) -> None:
    text = error_text(kind())
    for words in (text.title, text.action_label, *sentences(text)):
        assert not re.search("[A-Za-z]", NAMES.sub("", words)), words


@pytest.mark.parametrize("kind", kinds())
def test_each_class_but_the_nameless_ones_has_words_of_its_own(kind: type[errors.YaGptError]) -> None:
    from yagpt_desktop.ui.words.error_table import ENTRIES

    assert kind in ENTRIES or kind is errors.UnexpectedError


def test_every_action_has_a_label_in_both_languages(in_both: Language) -> None:
    labels = [label_of(action) for action in ActionKind]
    assert all(labels)
    assert len(set(labels)) == len(labels)


VAULT_KINDS = [kind for kind in kinds() if kind.__name__.startswith("Secret")]


@pytest.mark.parametrize("kind", [*VAULT_KINDS, errors.StorageError])
def test_a_key_that_the_keyring_does_not_take_may_be_used_for_this_session(
    kind: type[errors.YaGptError],
) -> None:
    if kind is errors.SecretStoreMissing:
        return  # such a key is kept for the session without a question
    text = error_text(kind(), Phase.SAVING_KEY)
    assert ActionKind.SESSION_ONLY in {text.action, text.second_action}


@pytest.mark.parametrize(
    "kind",
    [
        errors.SecretStoreMissing,
        errors.SecretStoreLocked,
        errors.SecretStoreDenied,
        errors.SecretStoreSilent,
        errors.SecretLost,
    ],
)
def test_where_the_keyring_does_not_give_the_key_another_may_be_entered(
    kind: type[errors.YaGptError],
) -> None:
    text = error_text(kind())
    assert {text.action, text.second_action} & {ActionKind.KEY_THIS_TIME, ActionKind.ENTER_KEY}


@pytest.mark.parametrize("phase", Phase)
def test_nobody_is_told_to_open_a_keyring_that_the_system_keeps_from_the_program(phase: Phase) -> None:
    text = error_text(errors.SecretStoreDenied(), phase)
    assert text != error_text(errors.SecretStoreLocked(), phase)
    assert ActionKind.UNLOCK_STORE not in {text.action, text.second_action}


def test_a_locked_keyring_says_where_the_key_is_in_each_phase(in_russian: None) -> None:
    causes = [error_text(errors.SecretStoreLocked(), phase).cause for phase in Phase]
    assert causes[0] == "Ключ лежит в нём; чтобы пользоваться ключом, откройте хранилище."
    assert "пока не сохранён" in causes[2]
    assert "ещё не удалён" in causes[3]


def test_after_a_sleep_an_answer_is_continued_only_where_one_has_begun() -> None:
    slept = errors.ComputerSlept()
    before, within = error_text(slept), error_text(slept, Phase.ANSWERING)
    assert (before.action, before.second_action) == (ActionKind.RETRY, None)
    assert (within.action, within.second_action) == (ActionKind.CONTINUE, ActionKind.ASK_AGAIN)


@pytest.mark.parametrize("kind", kinds())
@pytest.mark.parametrize("phase", Phase)
def test_every_error_has_words_in_every_phase(
    phase: Phase, kind: type[errors.YaGptError], in_russian: None
) -> None:
    text = error_text(kind("technical detail"), phase)
    assert all(sentence.endswith(".") for sentence in sentences(text)), text
    assert len(text.title) <= 50
    assert text.second_action is None or text.second_action is not text.action
    for words in (text.title, text.action_label, text.second_label, *sentences(text)):
        assert not re.search("[A-Za-z]", NAMES.sub("", words)), words


def test_a_deletion_offers_only_what_deletes() -> None:
    for kind in VAULT_KINDS:
        text = error_text(kind(), Phase.DELETING_KEY)
        if kind not in {errors.SecretTooBig, errors.SecretStoreFull}:  # nothing is added by a deletion
            assert {text.action, text.second_action} <= {
                *(ActionKind.RETRY, ActionKind.UNLOCK_STORE),
                *(ActionKind.OPEN_STORE, None),
            }


@pytest.mark.parametrize(
    ("is_file", "words"),
    [(True, "«/made/up» — это файл, а нужна папка."), (False, "«/made/up» не удаётся создать или открыть.")],
)
def test_a_profile_that_cannot_be_used_is_named(in_russian: None, is_file: bool, words: str) -> None:
    text = error_text(errors.ProfileUnusable(path="/made/up", is_file=is_file))
    assert (text.title, text.cause, text.code) == ("Папка профиля не подходит", words, "E-PROFILE")


@pytest.mark.parametrize("kind", kinds())
def test_the_two_ways_out_differ(kind: type[errors.YaGptError], in_both: Language) -> None:
    text = error_text(kind())
    assert text.second_action is None or text.second_action is not text.action
    assert bool(text.second_label) == (text.second_action is not None)
    assert not re.search("[A-Za-z]", NAMES.sub("", text.second_label)) or in_both is Language.ENGLISH


def test_an_unknown_heir_speaks_with_the_words_of_its_ancestor(in_russian: None) -> None:
    class Stranger(errors.ServiceBusy):
        pass

    assert error_text(Stranger()).title == error_text(errors.ServiceBusy()).title


def test_a_russian_letter_in_a_key_is_named_with_its_place(in_russian: None) -> None:
    error = errors.CredentialMalformed(character="С", position=7)
    assert (
        error_text(error).cause == "На 7-м месте стоит русская буква «С», а в ключе бывают только латинские."
    )


def test_a_sign_that_cannot_be_shown_is_named_by_its_number(in_russian: None) -> None:
    assert "«U+0001»" in error_text(errors.CredentialMalformed(character="\x01", position=3)).cause


@pytest.mark.parametrize(
    ("actual", "words"),
    [(56_832, "56\xa0832 токена"), (40_001, "40\xa0001 токен"), (40_005, "40\xa0005 токенов")],
)
def test_a_text_that_is_too_long_tells_both_sizes(in_russian: None, actual: int, words: str) -> None:
    error = errors.TextTooLong(actual_tokens=actual, limit_tokens=32_768)
    assert error_text(error).cause == f"Получилось {words}, а модель принимает не больше 32\xa0768."


def test_sizes_that_the_service_did_not_name_are_not_invented(in_russian: None) -> None:
    assert error_text(errors.TextTooLong()).cause == "Вместе с ответом он не помещается."


@pytest.mark.parametrize(("seconds", "words"), [(1.2, "1 секунду"), (3.0, "3 секунды"), (0.1, "1 секунду")])
def test_the_wait_that_the_service_asks_for_is_told(in_russian: None, seconds: float, words: str) -> None:
    error = errors.QuotaExceeded(retry_after_s=seconds)
    assert error_text(error).cause == f"Сервис просит подождать {words}."


@pytest.mark.parametrize("expected", list(Expected))
def test_a_configuration_error_names_file_line_key_and_what_belongs_there(
    in_both: Language, expected: Expected
) -> None:
    error = errors.ConfigurationInvalid(path="a/config.toml", key="network.proxy", line=4, expected=expected)
    cause = error_text(error).cause
    assert all(part in cause for part in ("a/config.toml", "4", "network.proxy"))
    assert cause.endswith(".")


def test_each_file_that_gives_no_text_has_a_reason_of_its_own(in_both: Language) -> None:
    causes = {error_text(errors.InputUnreadable(path="{x}.pdf", fault=fault)).cause for fault in InputFault}
    assert len(causes) == len(InputFault)
    assert all("{x}.pdf" in cause and cause.endswith(".") for cause in causes), "a brace stays a brace"


def test_words_load_neither_gui_nor_widgets() -> None:
    code = (
        "import sys, pkgutil, importlib, yagpt_desktop.ui.words as words\n"
        "for found in pkgutil.iter_modules(words.__path__):\n"
        "    importlib.import_module(f'{words.__name__}.{found.name}')\n"
        "print([n for n in sys.modules if n in ('PySide6.QtGui', 'PySide6.QtWidgets')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("skew_s", "words"),
    [
        (-432, "Часы спешат на 7 минут"),
        (301, "Часы отстают на 5 минут"),
        (20, "Часы отстают на 1 минуту"),
        (-3 * 3600, "Часы спешат на 3 часа"),
        (24 * 3600, "Часы отстают на 24 часа"),
        (-5 * 24 * 3600, "Часы спешат на 5 дней"),
        (10 * 365.25 * 24 * 3600, "Часы отстают на 10 лет"),
    ],
)
def test_a_wrong_clock_is_told_by_how_much(in_russian: None, skew_s: float, words: str) -> None:
    cause = error_text(errors.ClockWrong(skew_s=skew_s)).cause
    assert cause == f"{words}, и поэтому сервис не принимает ключ."


@pytest.mark.parametrize("fault", list(KeyFault))
def test_each_fault_of_a_key_file_has_a_sentence_of_its_own(in_both: Language, fault: KeyFault) -> None:
    cause = error_text(errors.CredentialMalformed(fault=fault)).cause
    assert cause.endswith(".")
    assert cause != error_text(errors.CredentialMalformed()).cause
    assert fault.field in cause
