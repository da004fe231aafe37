"""A chat as a web page that shows itself and does nothing: no script, no picture, no request."""

from __future__ import annotations

from html import escape
from typing import Final

from yagpt_desktop.domain.archive import ExportedChat
from yagpt_desktop.domain.chat import ChatMessage
from yagpt_desktop.domain.completion import Role
from yagpt_desktop.text.display import fit, with_plain_breaks
from yagpt_desktop.text.html import html_of

from .captions import Captions, told
from .said import said_of

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """
:root { color-scheme: light dark;
  --ink: #1b1b1f; --ground: #fff; --soft: #f2f2f5; --line: #d5d5dc; --dim: #63636e; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf1; --ground: #1b1b1f; --soft: #2a2a31; --line: #44444f; --dim: #a3a3b0; }
}
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.35rem; } h3 { font-size: 1.15rem; }
.speaker { font-size: .85rem; font-weight: 600; color: var(--dim); margin: 2rem 0 .4rem; }
.role, .user { background: var(--soft); border-radius: .75rem; padding: .6rem .9rem; white-space: pre-wrap; }
pre { background: var(--soft); border-radius: .5rem; padding: .7rem .9rem;
  overflow-x: auto; overflow-wrap: normal; }
code { font-family: ui-monospace, Consolas, monospace; font-size: .92em; }
table { border-collapse: collapse; border: 1px solid var(--line); display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; vertical-align: top; }
blockquote { margin: .8rem 0; padding-left: .9rem; border-left: 3px solid var(--line); color: var(--dim); }
a { color: inherit; }
@media print { body { max-width: none; margin: 0; } pre { white-space: pre-wrap; } }
"""


def web_page(exported: ExportedChat, captions: Captions) -> bytes:
    """Return the file; every sign of the chat is escaped."""
    title = escape(fit(captions.title(exported)))
    head = (
        f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style>"
    )
    language = escape(captions.language)
    page = f'<!DOCTYPE html>\n<html lang="{language}"><head>{head}</head>\n<body>\n'
    return f"{page}{_content(exported, captions)}\n</body></html>\n".encode()


def _content(exported: ExportedChat, captions: Captions) -> str:
    parts = [f'<h1 dir="auto">{escape(fit(captions.title(exported)))}</h1>']
    if exported.chat.role_text.strip():
        parts.append(_part(captions.role, "role", _lines(exported.chat.role_text)))
    parts += [
        _part(captions.heading(message), message.role.value, _body(message)) for message in told(exported)
    ]
    return "\n".join(parts)


def _part(heading: str, look: str, body: str) -> str:
    above = f'<h2 class="speaker">{escape(fit(heading))}</h2>'
    return f'{above}\n<div class="{look}" dir="auto">{body}</div>'


def _body(message: ChatMessage) -> str:
    return html_of(said_of(message)) if message.role is Role.ASSISTANT else _lines(message.text)


def _lines(text: str) -> str:
    return escape(fit(with_plain_breaks(text)).strip("\n")).replace("\n", "<br>")
