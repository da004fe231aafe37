"""The corpus of hostile texts, with marks put in for what is known only at run time."""

from __future__ import annotations

import json
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "data" / "injection.json"
_LONG = "a" * 10_000


def hostile_texts(canary: str, port: int) -> dict[str, list[str]]:
    """Return the texts by kind.

    Args:
        canary: A file that is there, so that reading it would succeed.
        port: A port of this machine that listens, so that a connection would come about.
    """
    marks = {"@FILE@": canary, "@PORT@": str(port), "@LONG@": _LONG}
    return {
        group["kind"]: [_filled(text, marks) for text in group["items"]]
        for group in json.loads(CORPUS.read_text(encoding="utf-8"))
    }


def _filled(text: str, marks: dict[str, str]) -> str:
    for mark, value in marks.items():
        text = text.replace(mark, value)
    return text
