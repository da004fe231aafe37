"""The person's own table of models and prices, in place of the packaged one."""

from __future__ import annotations

from dataclasses import dataclass

from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.ports import PriceStore

from .models import packaged_text, use_table
from .price_table import TableUnfit, table_of


@dataclass(frozen=True, slots=True)
class PriceFault:
    """Why the person's own table is not in force.

    Attributes:
        path: The file.
        place: Where in it the mistake is; "" where it cannot be read at all.
    """

    path: str
    place: str = ""


def take_prices(store: PriceStore) -> PriceFault | None:
    """Put the person's table in force where there is one; a wrong one costs only itself.  Reads the disk."""
    use_table(None)
    try:
        text = store.load()
        if text is not None:
            use_table(table_of(text, own=True))
    except StorageError:
        return PriceFault(store.path)
    except TableUnfit as unfit:
        return PriceFault(store.path, unfit.place)
    return None


def prepare_prices(store: PriceStore) -> None:
    """Make sure that there is a table to be edited; one that is there stays as it is.  Writes the disk.

    Raises:
        StorageError: It could not be written.
    """
    store.make(packaged_text())
