"""What is known of newer versions, as JSON in the profile's folder."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Final

from yagpt_desktop.domain.update import UpdateMemory

from .atomic_file import write_atomically
from .json_value import decoded_fields, encoded

_log = logging.getLogger(__name__)
_LARGEST_BYTES: Final = 64_000


class UpdateFile:
    """See :class:`yagpt_desktop.domain.update.UpdateStore`."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> UpdateMemory:
        """See the port."""
        try:
            with self._path.open("rb") as file:
                raw = json.loads(file.read(_LARGEST_BYTES).decode("utf-8"))
        except FileNotFoundError:
            return UpdateMemory()
        except (OSError, ValueError, RecursionError) as error:
            _log.warning("nothing is known of versions: %s", type(error).__name__)
            return UpdateMemory()
        good, _ = decoded_fields(UpdateMemory, raw if isinstance(raw, dict) else {})
        return UpdateMemory(**good)

    def save(self, memory: UpdateMemory) -> None:
        """See the port; 0600, whole or not at all."""
        write_atomically(self._path, f"{json.dumps(encoded(memory), indent=2)}\n".encode())
