"""Write what a build is made of: a software bill of materials in CycloneDX 1.5, as JSON.

``python packaging/sbom.py -o FILE [--installed]``

From the locked requirements, with the hash of every file that may be installed; ``--installed`` adds this
environment's Python and the licences that its packages declare, and leaves out what is for other systems.
The same inputs give the same bytes: its time is SOURCE_DATE_EPOCH, its serial number a hash of its content.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import sys
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from locked import LOCK, Locked, fits, locked_in

ROOT = Path(__file__).resolve().parent.parent
NAME = "yagpt-desktop"
SERIALS = uuid.uuid5(uuid.NAMESPACE_DNS, "yagpt-desktop.example")


def own_version(root: Path = ROOT) -> str:
    """Read the one version number."""
    text = (root / "yagpt_desktop" / "__init__.py").read_text("utf8")
    found = re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE)
    if found is None:
        raise SystemExit("the package has no version")
    return found[1]


def here() -> dict[str, str]:
    """Return what this environment's markers say."""
    return {
        "sys_platform": sys.platform,
        "platform_system": platform.system(),
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "implementation_name": sys.implementation.name,
        "python_version": ".".join(map(str, sys.version_info[:2])),
        "python_full_version": platform.python_version(),
        "os_name": os.name,
    }


def licence_of(name: str) -> str:
    """Return what an installed package says of its licence in a line; "" where it says nothing."""
    try:
        told = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:
        return ""
    expression, short = (str((told.get_all(name) or [""])[0]) for name in ("License-Expression", "License"))
    short = short.strip()
    classes = [
        line.rsplit(" :: ", 1)[-1] for line in told.get_all("Classifier") or [] if "License ::" in line
    ]
    return expression or ", ".join(classes) or (short if "\n" not in short and len(short) < 80 else "")


def component(one: Locked, licence: str) -> dict[str, Any]:
    """Return a requirement as CycloneDX has it."""
    reference = _reference(one)
    told: dict[str, Any] = {
        "type": "library",
        "bom-ref": reference,
        "name": one.name,
        "version": one.version,
        "purl": reference,
        "scope": "required",
        "hashes": [{"alg": "SHA-256", "content": content} for content in sorted(one.hashes)],
    }
    if licence:
        told["licenses"] = [{"license": {"name": licence}}]
    if one.marker:
        told["properties"] = [{"name": "yagpt-desktop:marker", "value": one.marker}]
    return told


def dependencies(of: Sequence[Locked], own: str) -> list[dict[str, Any]]:
    """Return who needs whom, as far as the lock tells."""
    references: dict[str, set[str]] = {}
    for one in of:
        references.setdefault(one.name, set()).add(_reference(one))
    needs: dict[str, set[str]] = {own: set(), **{_reference(one): set() for one in of}}
    for one in of:
        for asker in one.asked_by:
            name = asker.split("[")[0].split(" ")[0].lower().replace("_", "-")
            for target in references.get(name, {own}):
                needs[target].add(_reference(one))
    return [{"ref": reference, "dependsOn": sorted(needed)} for reference, needed in sorted(needs.items())]


def python_component() -> dict[str, Any]:
    """Return the Python that runs this, and that a bundle made with it brings along."""
    reference = f"pkg:generic/python@{platform.python_version()}"
    return {
        "type": "framework",
        "bom-ref": reference,
        "name": "python",
        "version": platform.python_version(),
        "purl": reference,
        "scope": "required",
        "licenses": [{"license": {"id": "PSF-2.0"}}],
    }


def bill(
    of: Sequence[Locked],
    version: str,
    moment: int,
    licences: dict[str, str],
    python: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """Return the whole bill.  ``moment`` is in seconds since 1970; ``python`` is what the program brings."""
    own = f"pkg:generic/{NAME}@{version}"
    components = [component(one, licences.get(one.name, "")) for one in sorted(of, key=_place)]
    needs = dependencies(sorted(of, key=_place), own)
    if python is not None:
        components.append(python)
        for each in needs:
            if each["ref"] == own:
                each["dependsOn"] = sorted([*each["dependsOn"], python["bom-ref"]])
    content = {
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat().replace("+00:00", "Z"),
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": NAME,
                "version": version,
                "licenses": [{"license": {"id": "MIT"}}],
            },
        },
        "components": components,
        "dependencies": needs,
    }
    serial = uuid.uuid5(SERIALS, json.dumps(content, sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        **content,
    }


def _reference(one: Locked) -> str:
    return f"pkg:pypi/{one.name}@{one.version}"


def _place(one: Locked) -> tuple[str, str]:
    return one.name, one.version


def main() -> int:
    """Write the bill."""
    parser = argparse.ArgumentParser(description="Write what a build is made of.")
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--lock", type=Path, default=LOCK)
    parser.add_argument("--installed", action="store_true", help="of this environment, with licences")
    options = parser.parse_args()
    all_of_it = list(locked_in(options.lock.read_text("utf8")))
    of = [one for one in all_of_it if not options.installed or fits(one.marker, here())]
    licences = {one.name: licence_of(one.name) for one in of} if options.installed else {}
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", "0"))
    python = python_component() if options.installed else None
    told = json.dumps(bill(of, own_version(), moment, licences, python), indent=1, ensure_ascii=False)
    options.output.write_text(f"{told}\n", encoding="utf8")
    print(f"{options.output}: {len(of)} components")
    return 0


if __name__ == "__main__":
    sys.exit(main())
