"""The findings as a text to send to somebody who helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from yagpt_desktop.domain.diagnosis import Finding, FindingState, Topic

from .finding_words import cause_of, name_of, state_of, topic_title, value_of

_TITLE = "YaGPT Desktop"
_INDENT = "  "


def report_text(findings: Sequence[Finding], at: datetime) -> str:
    """Return the report: no secret, no message, no name of a person."""
    lines = [f"{_TITLE}, {at:%Y-%m-%d %H:%M %z}".rstrip()]
    for topic in Topic:
        of_topic = [finding for finding in findings if finding.topic is topic]
        if of_topic:
            lines += ["", topic_title(topic)]
            lines += [f"{_INDENT}{line}" for finding in of_topic for line in _lines(finding)]
    return "\n".join(lines) + "\n"


def _lines(finding: Finding) -> Iterator[str]:
    sign = "!" if finding.state is FindingState.TROUBLE else "·"
    parts = (name_of(finding), value_of(finding), state_of(finding))
    yield f"{sign} " + " — ".join(part for part in parts if part)
    if finding.error is not None:
        yield f"{_INDENT}{cause_of(finding)}"
        if finding.error.detail:
            yield f"{_INDENT}{' '.join(finding.error.detail.split())}"
