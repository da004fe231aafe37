"""Paths of the REST side and what they mean in messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Route:
    """One path.

    Attributes:
        call: ``Service/Method``.
        flat_errors: Errors come as ``google.rpc.Status`` itself, not inside ``{"error": …}``.
        has_body: The message comes as JSON in the body, not in path and query.
        full: Fields with default values are written too.
    """

    verb: str
    path: re.Pattern[str]
    call: str
    flat_errors: bool = False
    has_body: bool = True
    full: bool = False


def _models(name: str, call: str) -> Route:
    return Route("POST", re.compile(rf"/foundationModels/v1/{name}"), call)


def _get(path: str, call: str, *, full: bool = False) -> Route:
    return Route("GET", re.compile(path), call, flat_errors=True, has_body=False, full=full)


def _iam(path: str, call: str) -> Route:
    return Route("POST", re.compile(re.escape(path)), call, flat_errors=True)


COMPLETION: Final = "TextGenerationService/Completion"

ROUTES: Final = (
    _models("completion", COMPLETION),
    Route(
        "POST",
        re.compile(r"/foundationModels/v1/completionAsync"),
        "TextGenerationAsyncService/Completion",
        full=True,
    ),
    _models("tokenize", "TokenizerService/Tokenize"),
    _models("tokenizeCompletion", "TokenizerService/TokenizeCompletion"),
    _get(r"/operations/(?P<operationId>[^/:]+)", "OperationService/Get", full=True),
    _get(r"/operations/(?P<operationId>[^/:]+):cancel", "OperationService/Cancel", full=True),
    _iam("/iam/v1/tokens", "IamTokenService/Create"),
    _iam("/iam/v1/tokens:createForServiceAccount", "IamTokenService/CreateForServiceAccount"),
    _iam("/iam/v1/tokens:revoke", "IamTokenService/Revoke"),
    _get(r"/resource-manager/v1/clouds", "CloudService/List"),
    _get(r"/resource-manager/v1/clouds/(?P<cloudId>[^/:]+)", "CloudService/Get"),
    _get(r"/resource-manager/v1/folders", "FolderService/List"),
    _get(r"/resource-manager/v1/folders/(?P<folderId>[^/:]+)", "FolderService/Get"),
)


def route_of(verb: str, target: str) -> tuple[Route, dict[str, str]] | None:
    """Return the route of a request line and the message's fields found in path and query."""
    parts = urlsplit(target)
    for route in ROUTES:
        match = route.path.fullmatch(parts.path)
        if match is not None and route.verb == verb:
            fields = {name: unquote(value) for name, value in match.groupdict().items()}
            return route, dict(parse_qsl(parts.query)) | fields
    return None
