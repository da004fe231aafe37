from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.completion import CompletionStatus, CompletionUpdate
from yagpt_desktop.domain.text_task import (
    ActionTask,
    Finding,
    FixMode,
    FixTask,
    GlossaryRow,
    Guarded,
    TextTask,
    TranslateTask,
)
from yagpt_desktop.text.guards import guarded, trimmed
from yagpt_desktop.text.preamble import stripped

FIX = FixTask()
INTO_RUSSIAN = TranslateTask("en", "ru")
THREE = "Первый абзац про котов и кошек.\n\nВторой абзац про больших собак.\n\nТретий абзац про птиц в небе."
TASKS = (
    *(FixTask(mode) for mode in FixMode),
    INTO_RUSSIAN,
    TranslateTask("", "en"),
    ActionTask("имя", "Сделай"),
)

ANY_TEXT = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            [
                "Вот исправленный текст:",
                "Here is the corrected text",
                ":",
                "\n",
                "\n\n",
                "\r\n",
                "```",
                "```text\n",
                "«",
                "»",
                '"',
                "<text-0a1b2c3d>",
                "</text-0a1b2c3d>",
                "<text>",
                "Привет, мир",
                "слово",
                " ",
                "Конечно!",
                "Перевод: ",
                "**",
                "<b>",
            ]
        ),
        max_size=14,
    ).map("".join),
)


def done(
    task: TextTask, source: str, text: str, status: CompletionStatus = CompletionStatus.FINAL
) -> Guarded:
    return guarded(task, source, CompletionUpdate(text, status))


@pytest.mark.parametrize(
    "answer",
    [
        "Вот исправленный текст:\n\nПривет, мир!",
        "Исправленный текст: Привет, мир!",
        "**Исправленный текст:**\n\nПривет, мир!",
        "Конечно! Вот исправленный вариант текста:\nПривет, мир!",
        "Here is the corrected text:\n\nПривет, мир!",
        'Sure! Here\'s the corrected version:\n\n"Привет, мир!"',
        "```\nПривет, мир!\n```",
        "```text\nПривет, мир!\n```\n",
        "Вот исправленный текст:\n```\nПривет, мир!\n```",
        "«Привет, мир!»",
        '"Привет, мир!"',
        "<text-0a1b2c3d>\nПривет, мир!\n</text-0a1b2c3d>",
        "<text>Привет, мир!</text>",
        "Привет, мир!\n</text-0a1b2c3d>",
    ],
)
def test_what_stands_around_a_result_is_taken_off(answer: str) -> None:
    result = done(FIX, "Превет, мир!", answer)
    assert result.text == "Привет, мир!"
    assert result.usable
    assert set(result.findings) <= {Finding.PREAMBLE, Finding.FENCE}


@pytest.mark.parametrize(
    "text",
    [
        "Исправленный текст: «Мама мыла раму».",
        "Вот исправленный текст:\nпривет",
        "```\nprint(1)\n```",
        "«Вся цитата целиком»",
        "<b>Жирный текст</b>",
        "Перевод: десять рублей",
    ],
)
def test_what_the_source_has_itself_stays(text: str) -> None:
    assert done(FIX, text, text) == Guarded(text, (Finding.UNCHANGED,))
    assert trimmed(text, text) == text


@pytest.mark.parametrize(
    "text", ["Вот дом, который построил Джек.", "«Да», — сказал он, — «нет»", "Текст: раз, два", "Ответ: 42"]
)
def test_what_only_looks_like_an_announcement_stays(text: str) -> None:
    assert stripped(text, "x").body == text


@pytest.mark.parametrize(
    "preamble",
    [
        "Вот исправленный текст:\n\n",
        "Исправленный текст: ",
        "Here is the corrected text:\n",
        "```\n",
        "<text-0a1b2c3d>\n",
    ],
)
def test_an_announcement_never_flashes_up_while_it_streams(preamble: str) -> None:
    body = "Привет, мир! Как дела?"
    whole = preamble + body
    for end in range(len(whole) + 1):
        assert body.startswith(trimmed(whole[:end], "Превет, мир! Как дила?"))
    assert trimmed(whole) == body


def test_an_ordinary_beginning_is_shown_as_soon_as_it_is_one() -> None:
    assert trimmed("Вот д") == "Вот д"
    assert trimmed("Вот") == ""
    assert trimmed("Мама") == "Мама"


def test_the_samples_of_the_service_pass() -> None:
    assert done(FIX, "Ашипки саме сибя ни исрпвят", "Ошибки сами себя не исправят.").usable
    shakespeare = done(
        INTO_RUSSIAN, "To be, or not to be, that is the question", "Быть или не быть — вот в чём вопрос"
    )
    assert shakespeare == Guarded("Быть или не быть — вот в чём вопрос")


def test_outer_blanks_and_line_ends_of_the_source_are_kept() -> None:
    result = done(FIX, "\t Привет мир\r\n\r\nКак дила \r\n", "Привет, мир\n\nКак дела")
    assert result == Guarded("\t Привет, мир\r\n\r\nКак дела \r\n")


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(
    ("text", "status", "finding"),
    [
        (
            "Я не могу обсуждать эту тему. Давайте поговорим о чём-нибудь ещё.",
            CompletionStatus.FINAL,
            Finding.REFUSED,
        ),
        ("что угодно", CompletionStatus.CONTENT_FILTER, Finding.REFUSED),
        ("", CompletionStatus.FINAL, Finding.EMPTY),
        (" \n ", CompletionStatus.FINAL, Finding.EMPTY),
        ("```\n```", CompletionStatus.FINAL, Finding.EMPTY),
        ("Вот исправленный текст:", CompletionStatus.FINAL, Finding.EMPTY),
        ("", CompletionStatus.TOOL_CALLS, Finding.EMPTY),
    ],
)
def test_a_refusal_and_nothing_never_replace_the_text(
    task: TextTask, text: str, status: CompletionStatus, finding: Finding
) -> None:
    result = done(task, "  Мой текст\n", text, status)
    assert result.text == "  Мой текст\n"
    assert result.findings[0] is finding
    assert not result.usable


@pytest.mark.parametrize(
    "status", [CompletionStatus.TRUNCATED, CompletionStatus.PARTIAL, CompletionStatus.UNSPECIFIED]
)
def test_a_result_that_was_cut_off_is_shown_but_not_offered(status: CompletionStatus) -> None:
    result = done(FIX, "Привет мир, как дела", "Привет, мир", status)
    assert result == Guarded("Привет, мир", (Finding.TRUNCATED,), usable=False)


@pytest.mark.parametrize(
    ("source", "text", "finding"),
    [
        (
            "Привет, как у тебя дела сегодня",
            "Hello, how are you doing today, my friend?",
            Finding.LANGUAGE_CHANGED,
        ),
        ("Как дела?", "Хорошо, спасибо! А у вас?", Finding.REWRITTEN),
        ("Сколько будет два плюс два?", "Четыре.", Finding.REWRITTEN),
        ("Напиши стих про кота", "Жил-был котик на окне, пел он песенки луне", Finding.REWRITTEN),
        (
            THREE,
            THREE + " И ещё очень много слов, которых раньше здесь не было." * 4,
            Finding.LENGTH_SUSPICIOUS,
        ),
        (
            THREE,
            "Первый абзац про котов и кошек.\n\nТретий абзац про птиц в небе.",
            Finding.PARAGRAPHS_CHANGED,
        ),
        (THREE, "\n\n".join(THREE.split("\n\n")[::-1]), Finding.REORDERED),
        (
            THREE,
            THREE.replace("Второй абзац про больших собак.", "Первый абзац про котов и кошек."),
            Finding.REORDERED,
        ),
        (THREE, THREE + "\n\n" + "Третий абзац про птиц в небе.", Finding.PARAGRAPHS_CHANGED),
        (THREE, THREE.replace("\n\n", " "), Finding.PARAGRAPHS_CHANGED),
    ],
)
def test_a_bad_correction_is_noticed_and_not_offered(source: str, text: str, finding: Finding) -> None:
    result = done(FIX, source, text)
    assert finding in result.findings
    assert not result.usable
    assert result.text == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (THREE, THREE.replace("кошек", "кошек,").replace("больших", "болших")),
        ("щас приду", "Сейчас приду."),
        ("как бы то нибыло я непойду", "Как бы то ни было, я не пойду."),
        ("превед", "Привет"),
        ("Раз\nДва\nРаз\nДва", "Раз,\nДва,\nРаз,\nДва."),
        ("Купить iPhone", "Купить iPhone."),
    ],
)
def test_an_honest_correction_passes(source: str, text: str) -> None:
    assert done(FIX, source, text) == Guarded(text)


def test_shortening_may_shorten_and_style_may_join_paragraphs() -> None:
    assert done(FixTask(FixMode.SHORTER), THREE, "Абзац про котов, собак и птиц.").usable
    joined = done(FixTask(FixMode.STYLE), THREE, THREE.replace("\n\n", " "))
    assert joined.findings == (Finding.PARAGRAPHS_CHANGED,)
    assert joined.usable
    answered = done(FixTask(FixMode.FORMAL), "Как дела у тебя сегодня?", "Превосходно, благодарю вас.")
    assert Finding.REWRITTEN in answered.findings
    assert not answered.usable


def test_nothing_to_mend_is_a_good_end_and_nothing_translated_a_bad_one() -> None:
    assert done(FIX, "Всё верно.\n", "Всё верно.") == Guarded("Всё верно.\n", (Finding.UNCHANGED,))
    english = "This text has to be translated."
    assert done(INTO_RUSSIAN, english, english) == Guarded(english, (Finding.UNCHANGED,), usable=False)


@pytest.mark.parametrize(
    "source", ["https://example.org/a", "42", "`x = 1`", "{name}", "NASA", "Это уже по-русски."]
)
def test_what_needs_no_translation_may_stay(source: str) -> None:
    assert done(INTO_RUSSIAN, source, source).usable


def test_a_translation_into_another_language_is_noticed() -> None:
    result = done(
        INTO_RUSSIAN, "This text has to be translated.", "Dieser Text muss übersetzt werden, bitte."
    )
    assert Finding.LANGUAGE_CHANGED in result.findings
    assert not result.usable


def test_a_translation_that_moves_numbers_about_is_noticed() -> None:
    source = "In 1941 it began here.\n\nIn 1945 it ended there."
    moved = done(INTO_RUSSIAN, source, "В 1945 году это кончилось.\n\nВ 1941 году это началось.")
    assert Finding.REORDERED in moved.findings
    assert not moved.usable


def test_a_missed_term_is_said_and_an_inflected_one_is_none() -> None:
    task = TranslateTask("en", "ru", glossary=(GlossaryRow("1", "neural network", "нейронная сеть"),))
    source = "Neural networks are good things to have."
    assert done(task, source, "Нейронными сетями хорошо располагать.") == Guarded(
        "Нейронными сетями хорошо располагать."
    )
    missed = done(task, source, "Нейросети — хорошая вещь в хозяйстве.")
    assert missed.findings == (Finding.TERM_MISSED,)
    assert missed.usable


def test_findings_come_in_the_order_of_their_weight() -> None:
    result = done(
        FIX, "Как дела у тебя?", "Here is the corrected text:\n```\nI am doing fine, thank you very much\n```"
    )
    assert result.findings[0] is Finding.REWRITTEN
    assert result.findings[-2:] == (Finding.PREAMBLE, Finding.FENCE)


@given(task=st.sampled_from(TASKS), source=ANY_TEXT, text=ANY_TEXT, status=st.sampled_from(CompletionStatus))
def test_the_text_is_the_models_or_the_source_and_never_lost(
    task: TextTask, source: str, text: str, status: CompletionStatus
) -> None:
    result = done(task, source, text, status)
    body = result.text.strip().replace("\r\n", "\n")
    assert result.text == source or (body and (body in text.replace("\r\n", "\n") or "<" in text))
    assert not source.strip() or result.text.strip()
    assert len(set(result.findings)) == len(result.findings)
    if status is CompletionStatus.CONTENT_FILTER or not text.strip():
        assert result.text == source
    if result.usable and result.text == source and source.strip():
        assert Finding.UNCHANGED in result.findings or body in text or "<" in text


@given(ANY_TEXT, ANY_TEXT)
def test_what_is_shown_of_a_partial_is_a_part_of_it(partial: str, source: str) -> None:
    shown = trimmed(partial, source)
    assert shown in partial or "<" in partial
    assert set(shown) <= set(partial)
