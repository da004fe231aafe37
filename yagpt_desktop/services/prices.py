"""The person's own table of models and prices, in place of the packaged one."""

from __future__ import annotations

from dataclasses import dataclass

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.ports import PriceStore

from .models import model_table, packaged_text, use_table
from .price_table import ModelTable, TableUnfit, table_of


@dataclass(frozen=True, slots=True)
class PriceFault:
    """Why the person's own table is not in force.

    Attributes:
        path: The file.
        place: Where in it the mistake is; "" where it cannot be read at all.
    """

    path: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ReadPrices:
    """What the person's file holds.

    Attributes:
        table: The table; None where there is none, or a wrong one.
        fault: Why there is none though there is a file.
    """

    table: ModelTable | None = None
    fault: PriceFault | None = None


def read_prices(store: PriceStore) -> ReadPrices:
    """Read the person's table; nothing comes in force yet.  Reads the disk."""
    try:
        text = store.load()
        return ReadPrices(None if text is None else table_of(text, own=True))
    except StorageError:
        return ReadPrices(fault=PriceFault(store.path))
    except TableUnfit as unfit:
        return ReadPrices(fault=PriceFault(store.path, unfit.place))


def put_in_force(read: ReadPrices) -> bool:
    """Have every price from now on counted by what was read; false where that is what was in force already.

    A wrong table costs only itself: the program's own is in force then.
    """
    before = model_table()
    use_table(read.table)
    return model_table() != before


def take_prices(store: PriceStore) -> PriceFault | None:
    """Put the person's table in force where there is one.  Reads the disk."""
    read = read_prices(store)
    put_in_force(read)
    return read.fault


def prepare_prices(store: PriceStore) -> None:
    """Make sure that there is a table to be edited; one that is there stays as it is.  Writes the disk.

    Raises:
        StorageError: It could not be written.
    """
    store.make(packaged_text())
