"""What units say."""

from __future__ import annotations

from yagpt_desktop.text.blocks import CodeBlock, Container, Face, Mark, Span, TextBlock
from yagpt_desktop.text.parse import blocks_of
from yagpt_desktop.text.units import split


def spans(text: str) -> tuple[Span, ...]:
    (block,) = blocks_of(split(text)[0])
    assert isinstance(block, TextBlock)
    return block.spans


def test_an_image_is_its_words_and_a_link() -> None:
    (span,) = spans("![снимок](https://a.example/x.png)")
    assert (span.text, span.href) == ("снимок", "https://a.example/x.png")


def test_an_image_on_this_computer_stays_the_text_it_is() -> None:
    assert not any(span.href for span in spans("![x](file:///dev/zero)"))


def test_tags_are_text() -> None:
    assert "".join(span.text for span in spans("<img src=x onerror=y> и <b>текст</b>")) == (
        "<img src=x onerror=y> и <b>текст</b>"
    )


def test_a_bare_address_is_a_link_without_the_stop_behind_it() -> None:
    found = {span.href for span in spans("Смотри https://ya.ru/a_(b), и (https://ya.ru/c).")}
    assert found == {"", "https://ya.ru/a_(b)", "https://ya.ru/c"}


def test_places_survive_escapes_entities_and_addresses() -> None:
    text = r"Тут \* и &amp; и [текст](http://текст.example/текст) текст"
    for span in spans(text):
        if span.size == len(span.text):
            assert text[span.at : span.at + span.size] == span.text
    assert spans(text)[-1].at == text.rindex(" текст")


def test_links_defined_below_work_inside_a_unit() -> None:
    assert spans("[имя]: https://a.example\n[имя] слово")[0].href == "https://a.example"


def test_a_task_has_a_box_in_place_of_its_brackets() -> None:
    marks = [block.place.mark for unit in split("- [ ] раз\n- [x] два") for block in blocks_of(unit)]
    assert marks == [Mark.OPEN_TASK, Mark.DONE_TASK]


def test_code_in_a_quote_in_an_item_knows_where_it_is() -> None:
    blocks = [block for unit in split("- раз\n  > ```sh\n  > ls\n  > ```") for block in blocks_of(unit)]
    code = blocks[-1]
    assert isinstance(code, CodeBlock)
    assert code.place.containers == (Container.ITEM, Container.QUOTE)
    assert (code.language, code.text) == ("sh", "ls")


def test_faces_add_up() -> None:
    assert {span.face for span in spans("**жирное *оба* `код`** ~~нет~~")} >= {
        Face.BOLD,
        Face.BOLD | Face.ITALIC,
        Face.BOLD | Face.CODE,
        Face.STRUCK,
    }
