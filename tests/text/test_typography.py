from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.text_settings import YoPolicy
from yagpt_desktop.text.typography import ALL_RULES, TypographyRule, typographed

HARD = "\u00a0"
PIECES = st.lists(
    st.sampled_from(
        [
            '"',
            "«",
            "»",
            "„",
            "“",
            "”",
            "'",
            " - ",
            "- ",
            "--",
            " — ",
            "–",
            "...",
            "…",
            "  ",
            " ",
            "\n",
            "\n\n",
            "\r\n",
            "5",
            "10",
            "-",
            "слово",
            "в",
            "и",
            "А. С. Пушкин",
            "т. е.",
            "т.д.",
            "№",
            "кг",
            "₽",
            ",",
            ".",
            "!",
            "?",
            " ,",
            "(",
            ")",
            '`код - "x"`',
            "**",
            "https://example.org/a-b",
            "me@example.org",
            "don't",
            "word",
            "XIX-XX",
            "|",
            "```\n",
            "<b>",
            "\ue000",
            "\ue001",
            "* ",
            "1. ",
        ]
    ),
    max_size=25,
).map("".join)


def ru(text: str, *rules: TypographyRule) -> str:
    return typographed(text, rules or ALL_RULES, "ru").replace(HARD, "~")


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (TypographyRule.QUOTES, 'Он сказал: "Да".', "Он сказал: «Да»."),
        (TypographyRule.QUOTES, '"Я читал "Войну и мир" вчера"', "«Я читал „Войну и мир“ вчера»"),
        (TypographyRule.QUOTES, "“Привет” и „пока“", "«Привет» и «пока»"),
        (TypographyRule.QUOTES, '**"Жирно"** и ("в скобках")', "**«Жирно»** и («в скобках»)"),
        (TypographyRule.QUOTES, 'Незакрытая "кавычка', 'Незакрытая "кавычка'),
        (TypographyRule.QUOTES, 'Экран 15" и "слово"', 'Экран 15" и "слово"'),
        (TypographyRule.DASHES, "Москва - столица", "Москва — столица"),
        (TypographyRule.DASHES, "слово -- слово – слово", "слово — слово — слово"),
        (TypographyRule.DASHES, "- Привет, - сказал он.\n- Пока.", "— Привет, — сказал он.\n— Пока."),
        (TypographyRule.DASHES, "- яблоки\n- груши - спелые", "- яблоки\n- груши — спелые"),
        (TypographyRule.DASHES, "5 - 3 = 2, кто-то", "5 - 3 = 2, кто-то"),
        (TypographyRule.RANGES, "5-10 дней, 1941-1945, XIX-XX века", "5–10 дней, 1941–1945, XIX–XX века"),
        (
            TypographyRule.RANGES,
            "8-800-555-35-35, 2024-05-06, 10-5, -5-6",
            "8-800-555-35-35, 2024-05-06, 10-5, -5-6",
        ),
        (TypographyRule.HARD_SPACES, "в доме и на улице", "в~доме и~на~улице"),
        (TypographyRule.HARD_SPACES, "это — да", "это~— да"),
        (TypographyRule.HARD_SPACES, "№ 5, № 7 и т. д., т.е. да", "№~5, №~7 и~т.~д., т.~е. да"),
        (TypographyRule.HARD_SPACES, "А. С. Пушкин и Л. Н. Толстой", "А.~С.~Пушкин и~Л.~Н.~Толстой"),
        (
            TypographyRule.HARD_SPACES,
            "5 кг, 100 ₽, 10 %, 2024 г., 9 мая",
            "5~кг, 100~₽, 10~%, 2024~г., 9~мая",
        ),
        (TypographyRule.ELLIPSIS, "Ну... да.... 1...5 ?..", "Ну… да.... 1...5 ?.."),
        (TypographyRule.BLANKS, "Два  слова   тут\n  отступ", "Два слова тут\n  отступ"),
        (TypographyRule.PUNCTUATION, "Да , нет ! Ой ... :)", "Да, нет! Ой ... :)"),
    ],
)
def test_each_russian_rule_does_its_own(rule: TypographyRule, before: str, after: str) -> None:
    assert ru(before, rule) == after
    assert typographed(before, (), "ru") == before


@pytest.mark.parametrize(
    "text",
    [
        '`x - "y"` и ``a  -  b``',
        '```\na  -  "b"...\n```',
        '    код - "строка"...',
        'https://example.org/a--b?c="d"',
        "me-you@example.org",
        '| a  |  "b"  | - |',
        "[ссылка](https://example.org/a...b)",
        "-5, +7, −3, --flag, -f",
        "# Заголовок\n\n* пункт\n- пункт\n1. пункт\n\n---\n\n> цитата",
        '<a href="x - y">да</a>',
        "{имя - тут} %s [[1 - 2]]",
        "$a - b$ и \\(c - d\\)",
        "file-name.txt, C:\\a - b",
    ],
)
def test_code_addresses_markdown_and_signed_numbers_stay(text: str) -> None:
    assert typographed(text, ALL_RULES - {TypographyRule.HARD_SPACES}, "ru") in {
        text,
        text.replace("\\a - b", "\\a — b"),
    }


def test_all_rules_together_make_a_printed_text() -> None:
    before = 'Он сказал: "Я читал "Войну и мир" вчера" - и ушёл...'
    assert ru(before) == "Он сказал: «Я читал „Войну и~мир“ вчера»~— и~ушёл…"


def test_english_has_rules_of_its_own() -> None:
    before = "He said \"I don't know\" - and left... in 5-10 days, the boys' way"
    assert (
        typographed(before, ALL_RULES, "en")
        == "He said “I don’t know” — and left… in 5–10 days, the boys’ way"
    )


def test_the_language_is_found_out() -> None:
    assert typographed('Он сказал "да" громко', ALL_RULES) == "Он сказал «да» громко"
    assert typographed('He said "yes" to that', ALL_RULES) == "He said “yes” to that"


def test_yo_is_put_where_there_is_no_doubt_and_never_guessed() -> None:
    assert (
        typographed("Еще ее ребенок все берет, ЕЩЕ Черный", (), "ru", YoPolicy.ALWAYS)
        == "Ещё её ребёнок все берет, ЕЩЁ Чёрный"
    )
    assert typographed("Ещё её `ещё`", (), "ru", YoPolicy.NEVER) == "Еще ее `ещё`"
    assert typographed("Ещё ее", ALL_RULES, "ru", YoPolicy.KEEP) == "Ещё ее"


@pytest.mark.parametrize("language", ["ru", "en", "de", "fr", ""])
@given(
    text=st.one_of(PIECES, st.text(max_size=100)),
    yo=st.sampled_from(YoPolicy),
    rules=st.sets(st.sampled_from(TypographyRule)),
)
def test_what_is_set_stays_as_it_is_when_set_again(
    language: str, text: str, yo: YoPolicy, rules: set[TypographyRule]
) -> None:
    once = typographed(text, rules, language, yo)
    assert typographed(once, rules, language, yo) == once or not language


@given(PIECES)
def test_no_letter_and_no_digit_is_touched(text: str) -> None:
    def words(one: str) -> list[str]:
        return [sign for sign in one if sign.isalnum()]

    assert words(typographed(text, ALL_RULES, "ru")) == words(text)


@pytest.mark.parametrize(
    "piece",
    [
        'Он: "Да" - в 5 кг... ',
        "`",
        "[",
        "<",
        "{",
        "a.",
        "/a",
        "a-",
        "a@",
        '"',
        "- ",
        " ",
        "\n    a",
        "$",
        "..",
        "- a, - b\n",
    ],
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    begun = time.perf_counter()
    typographed(piece * (40_000 // len(piece)), ALL_RULES, "ru")
    assert time.perf_counter() - begun < 5
