"""The translate page in a small window, or in a usual one at twice the size."""

from __future__ import annotations

import pytest

ROOMS = [((788, 519), 200), ((528, 385), 200), ((816, 539), 150), ((636, 551), 100), ((1328, 779), 200)]
NAMES = ["translate-source", "translate-result", "translate-from", "translate-to", "translate-swap",
         "translate-run", "translate-copy", "translate-glossary", "translate-history"]  # fmt: skip


@pytest.mark.parametrize(("size", "zoom"), ROOMS)
def test_no_word_is_cut_and_nothing_lies_over_another(shop, little_room, size, zoom):
    room = little_room(shop.page, size, zoom)
    assert not room.faults()
    shop.translated(shop.hamlet, shop.hamlet_ru)
    assert not room.faults()
    shop.page.show_notice("Похоже, перевод обрывается на середине предложения.", "Перевести ещё раз")
    shop.page.show_private(private=True)
    shop.page.show_glossary(1234)
    assert not room.faults()
    shop.page.show_running(running=True)
    assert not room.faults()


@pytest.mark.parametrize(("size", "zoom"), ROOMS)
def test_sentence_by_sentence_too(shop, little_room, size, zoom):
    room = little_room(shop.page, size, zoom)
    shop.translated(shop.hamlet, shop.hamlet_ru)
    shop.page.show_pairs(shown=True)
    assert not room.faults()
    assert room.hidden_from_keyboard() == []
    assert not shop.page.source.isVisible()
    shop.page.show_pairs(shown=False)
    assert not room.faults()


@pytest.mark.parametrize(("size", "zoom"), ROOMS)
def test_the_keyboard_brings_every_part_into_view(shop, little_room, size, zoom):
    room = little_room(shop.page, size, zoom)
    shop.translated(shop.hamlet, shop.hamlet_ru)
    assert room.hidden_from_keyboard() == []


def test_the_page_is_never_wider_than_a_usual_window_at_twice_the_size(shop, little_room):
    room = little_room(shop.page, (788, 519), 200)
    shop.translated(shop.hamlet, shop.hamlet_ru)
    room.settle()
    assert not room.frame.horizontalScrollBar().isVisible()


def test_every_part_is_found_whatever_the_room(shop, little_room):
    room = little_room(shop.page, (788, 519), 200)
    for size, zoom in (*ROOMS, ((1440, 860), 100)):
        room.take(size, zoom)
        assert all(shop.find(name) for name in NAMES)


@pytest.mark.parametrize(
    ("entry", "signal"),
    [
        ("translate-glossary-entry", "glossary_requested"),
        ("translate-history-entry", "history_requested"),
        ("translate-variants-entry", "alternatives_requested"),
    ],
)
def test_what_has_no_room_on_the_page_is_in_its_menu(shop, little_room, qtbot, entry, signal):
    room = little_room(shop.page, (788, 519), 200)
    shop.translated(shop.hamlet, shop.hamlet_ru)
    assert not shop.find("translate-glossary").isVisible()
    with qtbot.waitSignal(getattr(shop.page, signal)):
        shop.choose(entry)
    room.take((1440, 860), 100)
    assert not shop.page.folded
    assert shop.find("translate-glossary").isVisible()


def test_variants_wait_in_the_menu_too_until_there_is_a_translation(shop, little_room):
    little_room(shop.page, (788, 519), 200)
    shop.menu.show()
    entries = {action.objectName(): action.isEnabled() for action in shop.menu._menu.actions()}
    shop.menu._menu.hide()
    assert entries["translate-history-entry"]
    assert not entries["translate-variants-entry"]


def test_how_it_goes_is_told_whole(shop, little_room):
    room = little_room(shop.page, (788, 519), 200)
    shop.translated(shop.hamlet, shop.hamlet_ru)
    status = shop.find("translate-status")
    for size, zoom in (((788, 519), 200), ((1440, 860), 100), ((788, 519), 200)):
        room.take(size, zoom)
        assert status.isVisible()
        assert status.width() >= status.fontMetrics().horizontalAdvance(status.text())


def test_both_texts_have_the_same_room_after_the_page_turns(shop, little_room):
    room = little_room(shop.page, (636, 551), 100)
    shop.translated(shop.hamlet, shop.hamlet_ru)
    room.take((1440, 860), 100)
    assert abs(shop.page.source_card.width() - shop.page.result_card.width()) <= 2


def test_both_texts_begin_at_one_height(shop):
    page = shop.page
    assert page.source.mapTo(page, page.source.rect().topLeft()).y() == (
        page.result.mapTo(page, page.result.rect().topLeft()).y()
    )
