from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.text.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Привет", "ru"),
        ("Ашипки саме сибя ни исрпвят", "ru"),
        ("Съешь ещё этих мягких французских булок", "ru"),
        ("Купить iPhone Pro Max в Москве", "ru"),
        ("Мы используем Docker, Kubernetes и PostgreSQL на сервере", "ru"),
        ("Абзац про котов, собак и птиц.", "ru"),
        ("To be, or not to be, that is the question", "en"),
        ("The word «привет» means hello in Russian", "en"),
        ("Please find attached the invoice", "en"),
        ("Добрий день, як справи?", "uk"),
        ("Це речення написане українською мовою.", "uk"),
        ("Прывітанне, як справы ў цябе?", "be"),
        ("Сәлем, қалайсың? Бұл жақсы.", "kk"),
        ("Здравей, как си? Аз съм добре.", "bg"),
        ("Guten Morgen, wie geht es dir?", "de"),
        ("Sehr geehrte Damen und Herren", "de"),
        ("Bonjour, comment ça va?", "fr"),
        ("Hola, ¿cómo estás?", "es"),
        ("Ciao, come stai? Tutto bene, grazie.", "it"),
        ("Olá, tudo bem com você?", "pt"),
        ("Dziękuję bardzo", "pl"),
        ("Merhaba, nasılsın?", "tr"),
        ("你好，世界", "zh"),
        ("こんにちは、元気ですか", "ja"),
        ("안녕하세요", "ko"),
        ("Καλημέρα σας", "el"),
        ("שלום עולם", "he"),
        ("مرحبا بالعالم", "ar"),
        ("سلام، چطوری؟ گفت", "fa"),
    ],
)
def test_a_text_gives_its_language_away(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "   \n", "12 345,6", "😀😀", "xkcd qwrt", "privet kak dela", "+7 (900) 000-00-00"]
)
def test_what_tells_no_language_has_none(text: str) -> None:
    assert language_of(text) == ""


def test_code_and_addresses_do_not_count() -> None:
    text = "Запустите `def main(): return the value of this and that` и откройте https://example.org/the/and/of/is"
    assert language_of(text) == "ru"


def test_of_a_mixed_text_the_greater_part_counts() -> None:
    russian, english = "Это длинное русское предложение о погоде. ", "This is one of the English sentences. "
    assert language_of(russian * 3 + english) == "ru"
    assert language_of(russian + english * 3) == "en"


def test_a_composed_letter_is_the_same_as_its_parts() -> None:
    assert language_of("Сои\u0306ка и ее\u0308 е\u0308лка в лесу") == "ru"


def test_a_megabyte_takes_no_time() -> None:
    text = "Пусть это будет длинный русский текст, в котором есть слова. " * 17_000
    begun = time.perf_counter()
    assert language_of(text) == "ru"
    assert time.perf_counter() - begun < 0.5


@given(st.text(max_size=300))
def test_any_text_has_a_code_or_none(text: str) -> None:
    assert len(language_of(text)) in {0, 2}
