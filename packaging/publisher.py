"""Who publishes a build.  The one place is pyproject.toml; every package's files take it from there.

``maintainers`` (else ``authors``) give the name and the address, ``[project.urls]`` the pages ``Homepage``
and ``Issues``.  What is not known is "", and the files do without it.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Debian wants an address of every package.  ".invalid" belongs to nobody by RFC 2606.
NO_ADDRESS = "yagpt-desktop@users.noreply.invalid"


@dataclass(frozen=True, slots=True)
class Publisher:
    """What is told of the one who publishes.

    Attributes:
        address: For letters.
        homepage: An address of the web.
        issues: Where mistakes are told, an address of the web.
        copyright_line: Whose work it is, as LICENSE has it.
    """

    name: str
    address: str
    homepage: str
    issues: str
    copyright_line: str

    @property
    def contact(self) -> str:
        """Name and address, where there is one."""
        return f"{self.name} <{self.address}>" if self.address else self.name

    @property
    def maintainer(self) -> str:
        """Name and address, as a Debian package has them."""
        return f"{self.name} <{self.address or NO_ADDRESS}>"


def read(root: Path = ROOT) -> Publisher:
    """Read a tree's publisher.

    Raises:
        SystemExit: It names nobody.
    """
    project = tomllib.loads((root / "pyproject.toml").read_text("utf8"))["project"]
    people = [*project.get("maintainers", []), *project.get("authors", [])]
    line = re.search(r"^Copyright .+$", (root / "LICENSE").read_text("utf8"), re.MULTILINE)
    if not people or not people[0].get("name") or line is None:
        raise SystemExit("pyproject.toml names nobody who publishes, or LICENSE nobody whose work it is")
    pages = {name.lower(): page for name, page in project.get("urls", {}).items()}
    return Publisher(
        people[0]["name"],
        people[0].get("email", ""),
        pages.get("homepage", ""),
        pages.get("issues", ""),
        line[0],
    )
