"""The wheel's build hook: icons and translations are built before the files are packed.

pyproject.toml names this file and asks for PySide6 while a wheel is built; an installed program needs
no build step, and a source archive carries the inputs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))
import resources


class ResourceBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # generic only in its newer releases
    """Runs ``resources.build`` on the tree that is packed."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatch's signature
        """Build the resource module; ``artifacts`` in pyproject.toml packs it although git ignores it."""
        resources.build(Path(self.root))
