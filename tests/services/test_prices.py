"""The person's own prices: in force where they are of the form, named where they are not."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.completion import Usage
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.services.models import (
    cost_roubles,
    known_models,
    model_table,
    packaged_table,
    packaged_text,
    use_table,
)
from yagpt_desktop.services.price_table import ModelTable, TableUnfit, table_of
from yagpt_desktop.services.prices import (
    PriceFault,
    ReadPrices,
    prepare_prices,
    put_in_force,
    read_prices,
    take_prices,
)
from yagpt_desktop.storage.price_file import PriceFile


@pytest.fixture(autouse=True)
def _packaged():
    yield
    use_table(None)


@pytest.fixture
def file(tmp_path):
    return PriceFile(tmp_path / "models.json")


def edited(**changes) -> str:
    data = json.loads(packaged_text())
    data["models"][0] |= changes
    return json.dumps(data)


def test_without_a_file_the_programs_own_prices_are_in_force(file):
    assert take_prices(file) is None
    assert model_table() is packaged_table()
    assert not model_table().own


def test_a_file_stands_in_place_of_them(file, tmp_path):
    (tmp_path / "models.json").write_text(edited(input_price=3, output_price=5), "utf-8-sig")
    assert take_prices(file) is None
    assert model_table().own
    assert cost_roubles("yandexgpt-5.1", Usage(1000, 1000, 2000)) == 8
    assert known_models()[0].input_price == 3


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "1:1"),
        ('{"as_of": "2026-10-10",\n "models": [}', "2:13"),
        ("[]", "{}"),
        ("[" * 100_000, "1:1"),
        (edited(input_price=-1), "models[1].input_price"),
        (edited(input_price=float("nan")), "models[1].input_price"),
        (edited(input_price="0,8"), "models[1].input_price"),
        (edited(input_price=True), "models[1].input_price"),
        (edited(inputprice=1), "models[1].inputprice"),
        (edited(name="yandexgpt-5-pro"), "models[2].name"),
        (edited(name="другая"), "aliases.yandexgpt/rc"),
        (edited(context_tokens=0), "models[1].context_tokens"),
        (edited(title=" "), "models[1].title"),
        (packaged_text().replace("2026-10-10", "10.10.2026"), "as_of"),
        (packaged_text().replace("RUB", "USD"), "currency"),
        ('{"as_of": "2026-10-10", "models": []}', "models"),
    ],
)
def test_a_wrong_file_costs_only_itself_and_its_place_is_named(file, tmp_path, text, place):
    (tmp_path / "models.json").write_text(text, encoding="utf8")
    assert take_prices(file) == PriceFault(str(tmp_path / "models.json"), place)
    assert model_table() is packaged_table()


def test_what_is_no_text_is_named_without_a_place(file, tmp_path):
    (tmp_path / "models.json").write_bytes(b"\xff\xfe\x00")
    assert take_prices(file) == PriceFault(str(tmp_path / "models.json"))
    (tmp_path / "models.json").write_bytes(b" " * 1_000_001)
    assert take_prices(file) == PriceFault(str(tmp_path / "models.json"))


def test_the_copy_to_be_edited_is_whole_and_is_not_written_over(file, tmp_path):
    prepare_prices(file)
    assert take_prices(file) is None
    assert model_table().models == packaged_table().models
    (tmp_path / "models.json").write_text("mine", encoding="utf8")
    prepare_prices(file)
    assert file.load() == "mine"


def test_a_folder_in_its_place_is_no_table(tmp_path):
    (tmp_path / "models.json").mkdir()
    with pytest.raises(StorageError):
        PriceFile(tmp_path / "models.json").load()


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=10,
)


@given(st.sampled_from(["as_of", "models", "aliases", "name", "context_tokens", "output_price"]), _JSON)
def test_whatever_a_field_holds_it_is_a_table_or_has_a_place(field, value):
    data = json.loads(packaged_text())
    (data if field in data else data["models"][1])[field] = value
    try:
        assert isinstance(table_of(json.dumps(data)), ModelTable)
    except TableUnfit as unfit:
        assert unfit.place


def test_what_is_read_is_in_force_only_when_it_is_put_there(file, tmp_path):
    (tmp_path / "models.json").write_text(edited(input_price=3), "utf-8")
    read = read_prices(file)
    assert model_table() is packaged_table()
    assert put_in_force(read)
    assert model_table() == read.table
    assert not put_in_force(read_prices(file)), "the same again changes nothing"


def test_a_table_that_became_wrong_gives_way_to_the_programs_own(file, tmp_path):
    (tmp_path / "models.json").write_text(edited(input_price=3), "utf-8")
    take_prices(file)
    (tmp_path / "models.json").write_text("{", "utf-8")
    read = read_prices(file)
    assert read == ReadPrices(fault=PriceFault(file.path, "1:2"))
    assert put_in_force(read)
    assert model_table() is packaged_table()
    assert not put_in_force(read)
