"""Sends a request body as it is and hands on the reply's JSON as it comes (``yagpt-desktop send``)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from yagpt_desktop.domain.account import Access
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import InputUnreadable, ReplyDamaged
from yagpt_desktop.domain.ports import Alarm

from .error_map import CallFacts, build
from .headers import clean_folder, new_request_id, request_headers
from .network import rest_target
from .policy import NetworkPolicy
from .redaction import private_texts
from .rest_call import RestCall, RestRequest, answer_in
from .rest_client import COMPLETION_PATH
from .watchdog import Watchdog

_BOM: Final = b"\xef\xbb\xbf"
_PLACEHOLDER: Final = re.compile(r"<[^<>/]*>")
_URI_IN_BODY: Final = re.compile(r'("modelUri"\s*:\s*")((?:[^"\\]|\\.)*)(?=")')


def send_body(
    body: bytes,
    access: Access,
    config: Config,
    cancel: CancelToken,
    alarm: Alarm,
    policy: NetworkPolicy | None = None,
) -> Iterator[str]:
    """Post ``body`` unchanged and yield each JSON value of the reply as its text.

    One thing is put in: where the official sample writes ``<folder_ID>`` in ``modelUri``, the access's
    folder.  Blocks; worker threads, or a terminal command.  Never sent twice.

    Raises:
        InputUnreadable: The body is no JSON object with ``modelUri`` and ``messages``; nothing was sent.
        YaGptError: As every completion; values that came before it were yielded.
    """
    cancel.raise_if_cancelled()
    sample = _read(body)
    ready = _with_folder(body.removeprefix(_BOM), sample["modelUri"], access)
    target = rest_target(config.endpoints.rest)
    facts = CallFacts(new_request_id(), private=private_texts(access.credential.secret, _texts(sample)))
    policy = policy or NetworkPolicy(config.network)
    watchdog = Watchdog(config.network, alarm, streaming=_streams(sample), bell=policy.bell)
    request = RestRequest(target, COMPLETION_PATH, request_headers(access, config, facts.request_id), ready)
    seen = False
    for value in RestCall(policy, facts, watchdog, cancel).values(request):
        answer_in(value, facts)
        watchdog.stir()
        seen = True
        yield value.raw.decode("utf-8")
    cancel.raise_if_cancelled()
    if not seen:
        raise build(ReplyDamaged, "an empty reply", facts)


def uri_of(body: bytes) -> str:
    """Return the ``modelUri`` of a body.

    Raises:
        InputUnreadable: As :func:`send_body`.
    """
    uri: str = _read(body)["modelUri"]
    return uri


def _read(body: bytes) -> dict[str, Any]:
    try:
        sample = json.loads(body.removeprefix(_BOM).decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputUnreadable(f"not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise InputUnreadable(f"not JSON: line {error.lineno}, column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise InputUnreadable(f"not JSON: {type(error).__name__}") from error
    if not isinstance(sample, dict):
        raise InputUnreadable("not a JSON object")
    if not isinstance(sample.get("modelUri"), str) or not sample["modelUri"]:
        raise InputUnreadable("no text under modelUri")
    if not isinstance(sample.get("messages"), list) or not sample["messages"]:
        raise InputUnreadable("no list under messages")
    return sample


def _with_folder(body: bytes, uri: str, access: Access) -> bytes:
    if not _PLACEHOLDER.search(uri):
        return body
    folder = clean_folder(access.folder_id)

    def filled(found: re.Match[str]) -> str:
        return found[1] + _PLACEHOLDER.sub(lambda _: folder, found[2])

    return _URI_IN_BODY.sub(filled, body.decode("utf-8")).encode("utf-8")


def _streams(sample: dict[str, Any]) -> bool:
    options = sample.get("completionOptions")
    return isinstance(options, dict) and options.get("stream") is True


def _texts(sample: dict[str, Any]) -> list[str]:
    texts = [turn.get("text") for turn in sample["messages"] if isinstance(turn, dict)]
    return [text for text in texts if isinstance(text, str)]
