"""F-18 with a real sleep: the process is stopped as a whole, and its connections die meanwhile."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.completion import Transport

SLEPT_S = 1.0
BEAT_S = 0.2
NOTICED_S = 3.0
"""A beat of the heart, the end of the call, and a busy machine."""

FIRST_RETRY_S = 3.0
PATIENT = {"first_token_timeout_s": 120, "silence_timeout_s": 120, "total_timeout_s": 300}


@pytest.fixture
def on_a_lap(laptops, wire, service, kit):
    """A computer whose both transports go through wires, and the wires."""

    def start(**plan):
        laid = {transport: wire(kit.port_of(service, transport)) for transport in Transport}
        ways = {name: value for one in Transport for name, value in kit.through(laid[one].port, one).items()}
        quick = {"slept_s": SLEPT_S, "beat_s": BEAT_S} | plan
        return laptops(**ways, limits=PATIENT, **quick), laid

    return start


def whole(laptop, transport, kit, within_s=30.0):
    """Ask, and have the whole answer in time."""
    told = laptop.awaited("end", laptop.ask(transport))
    assert (told["error"], told["text"]) == ("", kit.pieces[-1])
    assert told["took_s"] <= within_s


def begun(laptop, laid, transport):
    """Begin to ask, and have a part of the answer before all falls silent."""
    standing = laid[transport]
    standing.stalled.clear()
    if transport is Transport.GRPC:
        # It comes over the newest connection, and the shortest of all has carried one whole answer.
        standing.plan.stall_at = standing.answered[-1] + round(min(standing.answered) * 0.45)
    else:
        standing.plan.stall_at = round(standing.answered[0] * 0.6)
    question = laptop.ask(transport)
    laptop.awaited("text", question)
    assert standing.stalled.wait(10)
    return question


def test_in_the_middle_of_an_answer(on_a_lap, kit, transport):
    laptop, laid = on_a_lap()
    whole(laptop, transport, kit)
    question = begun(laptop, laid, transport)
    laptop.sleep(2 * SLEPT_S, *laid.values())
    told = laptop.awaited("end", question, NOTICED_S)
    assert (told["error"], told["code"], told["tries"]) == ("ComputerSlept", "E-SLEEP", 1)
    assert told["text"] in kit.pieces, "what came before the sleep is kept"
    whole(laptop, transport, kit, FIRST_RETRY_S)


def test_before_the_first_text(on_a_lap, kit, transport):
    laptop, laid = on_a_lap()
    laid[transport].plan.stall_at = 0
    question = laptop.ask(transport)
    assert laid[transport].stalled.wait(10)
    laptop.sleep(2 * SLEPT_S, *laid.values())
    assert laptop.awaited("end", question, NOTICED_S)["code"] == "E-SLEEP"
    whole(laptop, transport, kit, FIRST_RETRY_S)


def test_while_nothing_is_asked(on_a_lap, kit, transport):
    laptop, laid = on_a_lap()
    whole(laptop, transport, kit)
    connections = len(laid[transport].answered)
    laptop.sleep(2 * SLEPT_S, *laid.values())
    laptop.awaited("woke", timeout_s=NOTICED_S)
    whole(laptop, transport, kit, FIRST_RETRY_S)
    assert len(laid[transport].answered) == connections + 1, "the way is made anew, and once"


def test_one_sleep_after_another(on_a_lap, kit, transport):
    laptop, laid = on_a_lap()
    for _ in range(4):
        question = begun(laptop, laid, transport) if laid[transport].answered else None
        laptop.sleep(1.5 * SLEPT_S, *laid.values())
        if question is not None:
            assert laptop.awaited("end", question, NOTICED_S)["code"] == "E-SLEEP"
        whole(laptop, transport, kit)


def test_a_short_pause_is_no_sleep(on_a_lap, kit, transport):
    """A debugger, a full swap: nothing has died, and the answer goes on."""
    laptop, _ = on_a_lap(slept_s=0)
    question = laptop.ask(transport)
    laptop.awaited("text", question)
    laptop.sleep(1.0)
    told = laptop.awaited("end", question)
    assert (told["error"], told["text"]) == ("", kit.pieces[-1])


def test_with_the_limits_of_everyday(on_a_lap, kit):
    """Nothing is shortened: a beat of two seconds, and the twenty seconds that make a sleep."""
    laptop, laid = on_a_lap(slept_s=0, beat_s=2.0)
    for transport in Transport:
        whole(laptop, transport, kit)
    questions = [begun(laptop, laid, transport) for transport in Transport]
    laptop.sleep(24, *laid.values())
    for question in questions:
        assert laptop.awaited("end", question, NOTICED_S)["code"] == "E-SLEEP"
    for transport in Transport:
        whole(laptop, transport, kit, FIRST_RETRY_S)
