"""A service that streams one answer, in a process of its own: ``python -m tests.benchmarks._service``.

Speaks the real protocol over gRPC on loopback.  Every message is made before the first call, so that the
server's own work hardly shows.  Prints its port as the first line, and in each call the moment at which the
last message was handed to gRPC (``time.monotonic``, on Linux the same clock in every process).

The question ``WARM_UP`` gets a short answer at once: what is loaded once in the life of a program (gRPC
itself, fonts, the rules of a language) belongs to no answer.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import grpc

from tests.benchmarks._samples import markdown, partials
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb

WARM_UP = "warm up"
_WARM_UP_CHARS = 20_000
_WARM_UP_PARTIALS = 40

COMPLETION = "/yandex.cloud.ai.foundation_models.v1.TextGenerationService/Completion"


def messages(chars: int, count: int) -> list[bytes]:
    """Return the answer's messages, encoded; the last one is final."""
    texts = partials(markdown(chars), count)
    made = []
    for number, text in enumerate(texts, start=1):
        is_last = number == len(texts)
        made.append(
            pb.CompletionResponse(
                alternatives=[
                    pb.Alternative(
                        message=pb.Message(role="assistant", text=text),
                        status=pb.Alternative.ALTERNATIVE_STATUS_FINAL
                        if is_last
                        else pb.Alternative.ALTERNATIVE_STATUS_PARTIAL,
                    )
                ],
                usage=pb.ContentUsage(
                    input_text_tokens=20, completion_tokens=number * 20, total_tokens=number * 20 + 20
                ),
                model_version="05.03.2026",
            ).SerializeToString()
        )
    return made


def say(line: object) -> None:
    """Print at once: the other end waits for it."""
    print(line, flush=True)


class Streaming(grpc.GenericRpcHandler):
    """Answers every completion with the same messages at the same pace."""

    def __init__(self, made: list[bytes], pace_s: float) -> None:
        self._made = made
        self._short = messages(_WARM_UP_CHARS, _WARM_UP_PARTIALS)
        self._pace_s = pace_s

    def service(self, details: grpc.HandlerCallDetails) -> Any:
        """Serve the one method."""
        if details.method != COMPLETION:
            return None
        return grpc.unary_stream_rpc_method_handler(self._stream)

    def _stream(self, request: bytes, _context: grpc.ServicerContext) -> Iterator[bytes]:
        if pb.CompletionRequest.FromString(request).messages[-1].text == WARM_UP:
            yield from self._short
            return
        begun_s = time.monotonic()
        for number, data in enumerate(self._made):
            time.sleep(max(begun_s + number * self._pace_s - time.monotonic(), 0))
            if data is self._made[-1]:
                say(time.monotonic())
            yield data


def main(arguments: list[str]) -> int:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--chars", type=int, required=True)
    parser.add_argument("--partials", type=int, required=True)
    parser.add_argument("--pace-ms", type=float, required=True)
    options = parser.parse_args(arguments)
    server = grpc.server(
        ThreadPoolExecutor(2),
        handlers=[Streaming(messages(options.chars, options.partials), options.pace_ms / 1000)],
        options=[("grpc.so_reuseport", 0), ("grpc.max_send_message_length", -1)],
    )
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    say(port)
    sys.stdin.read()
    server.stop(None).wait()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
