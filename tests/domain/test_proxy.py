"""An address as people paste it."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.proxy import WrittenProxy, read_proxy


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("proxy.example:3128", WrittenProxy("proxy.example:3128")),
        (" proxy.example : 3128 \n", WrittenProxy("proxy.example:3128")),
        ("HTTP://Proxy.Example:3128/", WrittenProxy("proxy.example:3128")),
        ("http://user@proxy.example:3128", WrittenProxy("proxy.example:3128", "user")),
        ("http://u%20s:p%40s@proxy.example:1", WrittenProxy("proxy.example:1", "u s", "p@s")),
        ("[2001:db8::1]:3128", WrittenProxy("[2001:db8::1]:3128")),
        ("socks5://s.example:1080", WrittenProxy("socks5://s.example:1080")),
        ("https://p.example:443", WrittenProxy("https://p.example:443")),
        ("", WrittenProxy("")),
        ("proxy.example", WrittenProxy("")),
        ("proxy.example:0", WrittenProxy("")),
        ("proxy.example:99999", WrittenProxy("")),
        ("proxy.example:1/path", WrittenProxy("")),
        ("http://[", WrittenProxy("")),
        (":3128", WrittenProxy("")),
    ],
)
def test_an_address_is_taken_apart(text: str, found: WrittenProxy) -> None:
    assert read_proxy(text) == found


def test_a_password_is_in_no_repr() -> None:
    assert "secret" not in repr(read_proxy("http://u:secret@p:1"))
