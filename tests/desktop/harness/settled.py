"""Profiles as a test wants to find them: configuration, settings, places where nothing secret may be."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from pathlib import Path


def write_config(profile: Path, endpoints: Mapping[str, str], more: str = "") -> None:
    """Let the program of this profile speak to other endpoints."""
    profile.mkdir(mode=0o700, parents=True, exist_ok=True)
    lines = "\n".join(f'{name} = "{address}"' for name, address in endpoints.items())
    (profile / "config.toml").write_text(f"[endpoints]\n{lines}\n\n{more}", encoding="utf-8")


def traces_of(secret: str, folders: Iterable[Path]) -> list[str]:
    """Return the files that hold a secret in any spelling a careless program might leave."""
    raw = secret.encode()
    spellings = {
        "raw": raw,
        "hexadecimal": raw.hex().encode(),
        "HEXADECIMAL": raw.hex().upper().encode(),
        "UTF-16": secret.encode("utf-16-le"),
        "reversed": raw[::-1],
    }
    for shift in range(3):  # a secret inside a longer encoded text may begin at any of three places
        for name, encode in (("base64", base64.b64encode), ("url-safe base64", base64.urlsafe_b64encode)):
            spellings[f"{name}, shift {shift}"] = encode(b"\0" * shift + raw)[4:-4]
    found = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()):
        content = path.read_bytes()
        found += [f"{path}: {name}" for name, spelling in spellings.items() if spelling in content]
    return found
