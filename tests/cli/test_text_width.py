"""What of a text a terminal may be sent."""

from __future__ import annotations

import json

from yagpt_desktop.cli.text_width import printable, printable_json


def test_a_text_cannot_turn_the_order_of_a_line():
    assert printable("a\u202eb\u2066c") == "a\ufffdb\ufffdc"


def test_json_for_a_terminal_says_the_same_and_commands_nothing():
    said = json.dumps({"text": "а\x1b[31m\x7f\x9b2J\u202eб"}, ensure_ascii=False)
    safe = printable_json(said)
    assert json.loads(safe) == json.loads(said)
    assert safe.isprintable()
