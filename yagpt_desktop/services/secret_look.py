"""How secrets and ids look.  Hints all of them: the service promises no format."""

from __future__ import annotations

import re
from enum import Enum
from typing import Final

# Letters of other alphabets that a person cannot tell from the Latin ones.
LOOKALIKES: Final = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеѕіјорсухԁɡһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοсԛԝ",
        "ABESIJKMHOPCTYXaesijopcyxdghABEZHIKMNOPTYXocqw",
        strict=True,
    )
)
_FOLD: Final = str.maketrans(LOOKALIKES)


class Look(Enum):
    """What a single word looks like."""

    API_KEY = "api-key"
    IAM_TOKEN = "iam-token"
    OAUTH_TOKEN = "oauth-token"
    STATIC_KEY = "static-key"
    FOLDER = "folder"
    KEY_OR_ACCOUNT = "key or account"
    ORGANIZATION = "organization"
    OTHER_ID = "id"
    EMAIL = "e-mail"


_LOOKS: Final = (
    (Look.IAM_TOKEN, re.compile(r"t\d\.[!-~]*")),
    (Look.OAUTH_TOKEN, re.compile(r"y[0-3]_[!-~]+|A[gQ]AAAA[\w-]{25,}", re.ASCII)),
    (Look.API_KEY, re.compile(r"AQVN[!-~]*")),
    (Look.STATIC_KEY, re.compile(r"YC[\w-]{23,38}", re.ASCII)),
    (Look.FOLDER, re.compile(r"b1g[a-z0-9]{5,47}", re.IGNORECASE | re.ASCII)),
    (Look.KEY_OR_ACCOUNT, re.compile(r"aje[a-z0-9]{17}", re.IGNORECASE | re.ASCII)),
    (Look.ORGANIZATION, re.compile(r"bpf[a-z0-9]{17}", re.IGNORECASE | re.ASCII)),
    # At least one figure, or any long English word would be an id.
    (Look.OTHER_ID, re.compile(r"(?=[a-z]*[0-9])[a-z][a-z0-9]{19}", re.ASCII)),
    (Look.EMAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
)

_WHOLE: Final = {
    Look.API_KEY: re.compile(r"[!-~]{40,}"),
    Look.IAM_TOKEN: re.compile(r"t\d\.[\w-]+={0,2}\.[\w-]{86}={0,2}", re.ASCII),
    Look.OAUTH_TOKEN: re.compile(r"[!-~]{39,}"),
}

_PART: Final = r"[A-Za-z0-9_-]"
_TOLD: Final = re.compile(
    rf"""
    (?<![A-Za-z0-9_/+.-])(?:
      (?P<api>AQVN{_PART}{{12,}})
    | (?P<iam>t\d\.{_PART}{{20,}}={{0,2}}(?:\.{_PART}{{16,}}={{0,2}})?)
    | (?P<oauth>y[0-3]_{_PART}{{20,}})
    | A[gQ]AAAA{_PART}{{33}}(?![\w/+=-])  # OAuth tokens of old; many a picture in base64 begins so, too
    )
    | -----BEGIN\ [A-Z\ ]{{0,20}}PRIVATE\ KEY-----\s*(?:\\r)?(?:\\n)?\s*[A-Za-z0-9+/]{{16}}
    """,
    re.VERBOSE,
)


def folded(text: str) -> str:
    """Return text with its look-alikes replaced by the Latin letters they are taken for; same length."""
    return text.translate(_FOLD)


def look_of(word: str) -> Look | None:
    """Say what a word looks like, None for nothing that is known."""
    return next((look for look, pattern in _LOOKS if pattern.fullmatch(word)), None)


def is_whole(look: Look, secret: str) -> bool:
    """Whether a secret is as long as those of its kind are."""
    pattern = _WHOLE.get(look)
    return pattern is None or pattern.fullmatch(secret) is not None


def looks_like_secret(text: str) -> bool:
    """Whether text that is about to be sent holds what looks like a credential.  Linear in its length.

    API keys, IAM and OAuth tokens, private keys.  A name in code such as ``t1.created_at`` or
    ``y0_offset`` is none: names have no capitals, figures and dashes all mixed up.
    """
    return any(_is_random(found) for found in _TOLD.finditer(text))


def _is_random(found: re.Match[str]) -> bool:
    name = found.lastgroup
    if name is None or name == "api":
        return True
    payload = found[0].partition("." if name == "iam" else "_")[2]
    has_capital = any("A" <= sign <= "Z" for sign in payload)
    return has_capital and any(sign.isdigit() or sign == "-" for sign in payload)
