"""The root of all errors, and the two that belong to no branch."""

from __future__ import annotations

from typing import ClassVar


class YaGptError(Exception):
    """Root of all errors of this program.

    Attributes:
        code: Stable ``E-…`` name shown small, for support (reliability catalogue).
        detail: Technical English for the log and "Details"; never a token, a key or message text.
        request_id: The id this program sent, and the server's own where it gave one.
        retry_after_s: Seconds the server asked to wait; None where it said nothing.
    """

    code: ClassVar[str] = "E-UNKNOWN"
    retry_is_safe: ClassVar[bool] = False
    """The same request may be sent again by itself, as long as no text has arrived."""

    def __init__(self, detail: str = "", *, request_id: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.request_id = request_id
        self.retry_after_s = retry_after_s

    @property
    def is_from_service(self) -> bool:
        """Whether the service itself answered: its own id stands beside ours."""
        return " / " in self.request_id


class Cancelled(YaGptError):
    """The user stopped it."""

    code = "E-STOPPED"


class UnexpectedError(YaGptError):
    """A defect of our own, caught at a thread's last wall."""

    code = "E-UNKNOWN"
