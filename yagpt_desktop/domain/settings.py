"""The user's will, as one frozen value; bounds stand in the field."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from .account import Account
from .bound import Range, bounds_of, ranged
from .completion import ReasoningMode, Transport
from .proxy import NetworkWish, ProxyMode
from .saved_prompt import PromptUse, SavedPrompt
from .text_settings import TextSettings
from .update import UpdateChoice

MAX_TOKENS_CEILING = 32_000


class Theme(StrEnum):
    """Which of the two looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Language(StrEnum):
    """Language of the interface."""

    SYSTEM = "system"
    RUSSIAN = "ru"
    ENGLISH = "en"


class BeyondMemory(StrEnum):
    """What becomes of the beginning of a chat that is longer than the model's memory."""

    DROP_OLDEST = "drop-oldest"
    SUMMARISE = "summarise"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person can set.

    ``temperature`` and ``max_tokens`` are None until the person sets them: then nothing is sent and the
    service's own defaults (0.3; not documented) apply.  ``month_limit_roubles`` is what the person wants to
    be asked before going beyond; None for no limit.  ``titles_by_model`` costs a request for each new chat.
    """

    theme: Theme = Theme.SYSTEM
    language: Language = Language.SYSTEM
    model: str = "yandexgpt-5.1"
    temperature: float | None = ranged(None, 0.0, 1.0)
    max_tokens: int | None = ranged(None, 1, MAX_TOKENS_CEILING)
    stream: bool = True
    deferred: bool = False
    transport: Transport = Transport.GRPC
    reasoning: ReasoningMode = ReasoningMode.DISABLED
    zoom_percent: int = ranged(100, 80, 200)
    role: str = ""
    saved_prompts: tuple[SavedPrompt, ...] = ()
    accounts: tuple[Account, ...] = ()
    account_id: str = ""
    proxy_mode: ProxyMode = ProxyMode.SYSTEM
    proxy_address: str = ""
    proxy_user: str = ""
    ca_file: str = ""
    month_limit_roubles: int | None = ranged(None, 1, 1_000_000)
    beyond_memory: BeyondMemory = BeyondMemory.DROP_OLDEST
    titles_by_model: bool = False
    texts: TextSettings = field(default_factory=TextSettings)
    updates: UpdateChoice = UpdateChoice.UNDECIDED

    @property
    def saved_roles(self) -> tuple[SavedPrompt, ...]:
        """The person's own roles of chats, in the order in which they were made."""
        return tuple(prompt for prompt in self.saved_prompts if prompt.use is PromptUse.ROLE)

    @property
    def saved_actions(self) -> tuple[SavedPrompt, ...]:
        """The person's own actions on texts, in the order in which they were made."""
        return tuple(prompt for prompt in self.saved_prompts if prompt.use is PromptUse.ACTION)

    @property
    def network_wish(self) -> NetworkWish:
        """How the person wants to get to the service; a proxy's password is no setting."""
        return NetworkWish(self.proxy_mode, self.proxy_address, self.proxy_user, self.ca_file)

    @property
    def account(self) -> Account | None:
        """The account in use."""
        return next((account for account in self.accounts if account.id == self.account_id), None)


def range_of(name: str, of: type[Any] = Settings) -> Range:
    """Return the bounds declared for a field.

    Raises:
        KeyError: No such field, or one without bounds.
    """
    return bounds_of(name, of)
