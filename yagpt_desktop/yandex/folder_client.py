"""Clouds and folders by name, over REST."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlencode

from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import ReplyDamaged
from yagpt_desktop.domain.iam import Cloud, Folder
from yagpt_desktop.domain.ports import Alarm

from .network import rest_target
from .policy import NetworkPolicy
from .server_clock import ServerClock, ShortCalls

PAGE_SIZE: Final = 1000
MOST_PAGES: Final = 100

_ACTIVE: Final = ("ACTIVE", 1)
_LONGEST_NAME: Final = 200
_LONGEST_ID: Final = 50


class FolderRestClient:
    """Implements ``domain.iam.FolderSource``.

    Any thread.  Blocks up to 20 s for each page, of which most people have one.  An API key may not list;
    it needs an IAM token.
    """

    def __init__(
        self,
        config: Config,
        alarm: Alarm,
        clock: ServerClock | None = None,
        page_size: int = PAGE_SIZE,
        policy: NetworkPolicy | None = None,
    ) -> None:
        """Take a ``clock`` to share with other clients what the service's time is, and their ``policy``."""
        self._config = config
        self._calls = ShortCalls(config, alarm, clock or ServerClock(), policy)
        self._page_size = page_size

    def clouds(self, token: str, cancel: CancelToken) -> tuple[Cloud, ...]:
        """See the port.

        Raises:
            AccessDenied: The credential may not list.
            YaGptError: Anything else.
        """
        found = self._listed("clouds", {}, token, cancel)
        return tuple(Cloud(id_, _name(entry)) for id_, entry in found.items())

    def folders(self, token: str, cloud_id: str, cancel: CancelToken) -> tuple[Folder, ...]:
        """See the port; errors as for :meth:`clouds`."""
        found = self._listed("folders", {"cloudId": cloud_id}, token, cancel)
        return tuple(
            Folder(id_, _name(entry), cloud_id)
            for id_, entry in found.items()
            if entry.get("status") in _ACTIVE
        )

    def _listed(
        self, what: str, query: dict[str, str], token: str, cancel: CancelToken
    ) -> dict[str, dict[str, Any]]:
        """Return all entries of all pages by their ids, in the service's order."""
        found: dict[str, dict[str, Any]] = {}
        for page in self._pages(what, query, token, cancel):
            entries = page.get(what, [])
            if not isinstance(entries, list):
                raise ReplyDamaged(f"no list of {what}")
            for entry in entries:
                id_ = entry.get("id") if isinstance(entry, dict) else None
                if isinstance(id_, str) and 0 < len(id_) <= _LONGEST_ID and _is_printable_ascii(id_):
                    found[id_] = entry
        return found

    def _pages(
        self, what: str, query: dict[str, str], token: str, cancel: CancelToken
    ) -> Iterator[dict[str, Any]]:
        target = rest_target(self._config.endpoints.resource_manager, "endpoints.resource_manager")
        page_token, seen = "", set[str]()
        while len(seen) < MOST_PAGES:
            asked = {**query, "pageSize": str(self._page_size)}
            if page_token:
                asked["pageToken"] = page_token
            path = f"/resource-manager/v1/{what}?{urlencode(asked)}"
            page = self._calls.ask(target, path, cancel, bearer=token)
            yield page
            following = page.get("nextPageToken", "")
            if not isinstance(following, str) or following in seen:
                raise ReplyDamaged(f"pages of {what} that lead back to themselves")
            if not following:
                return
            seen.add(following)
            page_token = following
        raise ReplyDamaged(f"more than {MOST_PAGES} pages of {what}")


def _name(entry: dict[str, Any]) -> str:
    """Return a name as one line of plain text; "" where there is none."""
    name = entry.get("name")
    shown = "".join(sign if sign.isprintable() else " " for sign in name) if isinstance(name, str) else ""
    return " ".join(shown.split())[:_LONGEST_NAME]


def _is_printable_ascii(text: str) -> bool:
    return all("!" <= sign <= "~" for sign in text)
