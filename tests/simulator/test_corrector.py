"""The demo's corrector: what it puts right, and above all what it leaves alone."""

from __future__ import annotations

import difflib
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.simulator import lexicon
from yagpt_desktop.simulator.corrector import corrected

# Written for this test: a household, an office, science, directions, a story, news, a recipe, sayings.
PROSE = (Path(__file__).parent / "prose_ru.txt").read_text("utf-8")
ENGLISH = (Path(__file__).parent / "prose_en.txt").read_text("utf-8")

SLIPS = {
    "превет": "привет", "сабака": "собака", "карова": "корова", "малако": "молоко", "харашо": "хорошо",
    "здраствуйте": "здравствуйте", "спосибо": "спасибо", "пожалуста": "пожалуйста", "програма": "программа",
    "чуство": "чувство", "хочеш": "хочешь", "жызнь": "жизнь", "пирвет": "привет", "првет": "привет",
    "праверить": "проверить", "учитиль": "учитель", "деривня": "деревня", "телифон": "телефон",
    "празник": "праздник", "лесница": "лестница", "извесный": "известный", "зделать": "сделать",
    "сдесь": "здесь", "севодня": "сегодня", "чево": "чего", "красивова": "красивого", "машына": "машина",
    "чястый": "частый", "конешно": "конечно", "лутше": "лучше", "мущина": "мужчина", "женьщина": "женщина",
    "будующий": "будущий", "прекрастный": "прекрасный", "человк": "человек", "чиловек": "человек",
    "вопорс": "вопрос", "объеснить": "объяснить", "щастье": "счастье", "сечас": "сейчас",
    "магозин": "магазин",
    "искуство": "искусство", "незнаю": "не знаю", "нехочу": "не хочу", "вообщем": "в общем",
    "потомучто": "потому что", "заниматса": "заниматься", "расказать": "рассказать",
}  # fmt: skip
ENGLISH_SLIPS = {
    "becuase": "because", "recieve": "receive", "freind": "friend", "definately": "definitely",
    "seperate": "separate", "beleive": "believe", "tommorow": "tomorrow", "langauge": "language",
}  # fmt: skip


def changes(before: str, after: str) -> list[tuple[str, str]]:
    one, other = re.findall(r"\w+", before), re.findall(r"\w+", after)
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    return [
        (" ".join(one[a:b]), " ".join(other[c:d]))
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]


def skeleton(text: str) -> str:
    """Return what must survive: all but letters and the one blank that may be set into a word."""
    return re.sub(r"[^\W\d_]+(?: [^\W\d_]+)*", "w", text)


def test_the_official_sample_comes_out_right():
    assert corrected("Ашипки саме сибя ни исрпвят") == "Ошибки сами себя не исправят"


@pytest.mark.parametrize("slip", sorted(SLIPS))
def test_a_frequent_slip_is_put_right(slip):
    assert corrected(f"и {slip}") == f"и {SLIPS[slip]}"


def test_a_capital_at_the_beginning_is_kept():
    assert corrected("Превет! Здраствуйте. «Незнаю», – сказал он.\nПажалуста") == (
        "Привет! Здравствуйте. «Не знаю», – сказал он.\nПожалуйста"
    )


@pytest.mark.parametrize("slip", sorted(ENGLISH_SLIPS))
def test_a_frequent_english_slip_is_put_right(slip):
    assert corrected(f"and {slip}") == f"and {ENGLISH_SLIPS[slip]}"


def test_correct_russian_stays_as_it_is():
    found = changes(PROSE, corrected(PROSE))
    assert len(found) <= 0.004 * len(re.findall(r"\w+", PROSE)), found


def test_correct_english_stays_as_it_is():
    assert changes(ENGLISH, corrected(ENGLISH)) == []


def test_correct_english_inside_russian_is_not_looked_at():
    text = "Мы используем gRPC, protobuf и recieve_buffer, а также teh."
    assert corrected(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Вронский встретил Каренину, а Ашот — Гюльчатай.",
        "ЖЭК, МФЦ и ОСАГО",
        "iPhone15 и v2ашипка",
        "https://example.ru/ашипка?сибя=1 и почта ашипка@example.ru",
        "файл /дом/ашипки/саме.txt и сайт ашипка.рф",
        "`ашипки саме` и\n```\nсибя = исрпвят\n```",
        "@ашипка #сибя",
        "Ашипкi со смешанными bуквами",
        "",
        "   \n\t ",
        "1234 + 5678 = ?",
        "ы я и",
    ],
)
def test_names_abbreviations_addresses_and_code_are_left_alone(text):
    assert corrected(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Он ни пришёл", "Он не пришёл"),
        ("Ни знаю", "Не знаю"),
        ("Я ни хочу спорить", "Я не хочу спорить"),
        ("Что бы ни случилось", "Что бы ни случилось"),
        ("Как ни старался, опоздал", "Как ни старался, опоздал"),
        ("Он ни спал ни ел", "Он ни спал ни ел"),
        ("Ни разу не видел", "Ни разу не видел"),
        ("Ни шагу назад", "Ни шагу назад"),
        ("Надо заниматся", "Надо заниматься"),
        ("Я хочу учится", "Я хочу учиться"),
        ("Он учится хорошо", "Он учится хорошо"),
        ("Мне не может нравится", "Мне не может нравится"),
    ],
)
def test_some_slips_show_only_beside_other_words(text, expected):
    assert corrected(text) == expected


@given(st.text())
def test_it_never_stumbles_and_keeps_all_that_is_no_letter(text):
    assert skeleton(corrected(text)) == skeleton(text)


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВЯЁ ,.!?-—«»\n0123456789", max_size=120))
def test_russian_noise_keeps_its_signs_and_digits(text):
    result = corrected(text)
    assert skeleton(result) == skeleton(text)
    assert re.findall(r"\d+|\n", result) == re.findall(r"\d+|\n", text)


@given(st.lists(st.sampled_from(re.findall(r"\S+\s+", PROSE)), max_size=30).map("".join))
def test_what_is_clean_stays_clean(text):
    once = corrected(text)
    assert corrected(once) == once


def test_what_is_corrected_once_needs_no_second_time():
    for slips in (SLIPS, ENGLISH_SLIPS):
        for right in slips.values():
            assert corrected(right) == right


def test_a_long_text_takes_seconds_at_most():
    corrected("разминка")
    text = PROSE * 20
    began = time.monotonic()
    corrected(text)
    assert time.monotonic() - began < 20


def test_forms_that_the_list_lacks_are_known():
    words = lexicon.russian()
    for form in ("исправят", "исправим", "министерстве", "красивейший", "программами", "открываем"):
        assert words.knows(form) or words.corrected(form) == form
