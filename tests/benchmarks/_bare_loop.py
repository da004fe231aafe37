"""The floor of streaming: gRPC and a print, as the service's own sample has it.

``python -m tests.benchmarks._bare_loop PORT`` prints the answer as it grows, and on standard error what that
cost: the process's CPU seconds from the call to its end.
"""

from __future__ import annotations

import sys
import time

import grpc

from tests.benchmarks._service import COMPLETION, WARM_UP
from yagpt_desktop.yandex.pb import text_generation_pb2 as pb


def ask(channel: grpc.Channel, text: str) -> None:
    """Print an answer as it grows."""
    method = channel.unary_stream(
        COMPLETION, pb.CompletionRequest.SerializeToString, pb.CompletionResponse.FromString
    )
    request = pb.CompletionRequest(
        model_uri="gpt://made-up/yandexgpt", messages=[pb.Message(role="user", text=text)]
    )
    for response in method(request):
        for alternative in response.alternatives:
            print(alternative.message.text)


def main(arguments: list[str]) -> int:
    """Ask, print every partial, tell the cost."""
    with grpc.insecure_channel(
        f"127.0.0.1:{arguments[0]}", options=[("grpc.max_receive_message_length", -1)]
    ) as channel:
        ask(channel, WARM_UP)
        start_s = time.process_time()
        ask(channel, "Что такое вопрос?")
        print(time.process_time() - start_s, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
