"""What the service generates, the same behind gRPC and REST."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from yandex.cloud.ai.foundation_models.v1 import text_common_pb2
from yandex.cloud.ai.foundation_models.v1.text_generation import text_generation_service_pb2 as generation
from yandex.cloud.operation import operation_pb2
from yandex.cloud.operation import operation_service_pb2 as operation_api

from .journal import Call
from .refusal import CANCELLED, INVALID_ARGUMENT, NOT_FOUND, Refusal, authorize, refusal
from .scene import Recording, Turn

_MODEL_URI = re.compile(r"gpt://([^/]+)/(.+)")


class Cloud:
    """Text generation, tokenizer and operations.  Any thread.

    Every model is a scene that a test has set by name, or a recorded exchange: by the name ``recorded-run``,
    ``recorded-stream`` or ``recorded-deferred``, or by its own model URI, and then the whole request must be
    the one that was recorded.
    """

    def __init__(self, recordings: Sequence[Path]) -> None:
        self._lock = threading.Lock()
        self._recordings = [Recording(file) for file in recordings]
        self._scenes = {recording.name: [recording.turn] for recording in self._recordings}
        self._running: dict[str, list[operation_pb2.Operation]] = {}

    def set_scene(self, model: str, turns: Iterable[dict[str, Any]]) -> None:
        """Let a model give these answers one after the other, then the last one again and again."""
        read = [Turn.of_json(turn) for turn in turns]
        with self._lock:
            self._scenes[model] = read

    # text generation ------------------------------------------------------------------------------------

    def turn(self, call: Call, request: generation.CompletionRequest) -> Turn:
        """Choose the answer to a completion request.

        Raises:
            Refusal: The caller may not come in, or the request is wrong.
        """
        folder, model = self._let_in(call, request.model_uri)
        for recording in self._recordings:
            if recording.model_uri == request.model_uri and recording.request == request:
                return recording.turn
        for message in request.messages:
            if message.WhichOneof("Content") == "text" and not message.text:
                raise refusal(INVALID_ARGUMENT, "text length is 0, which is outside the range (0, 100000]")
        if not request.messages:
            raise refusal(INVALID_ARGUMENT, "messages are required")
        return self._next_turn(folder, model)

    def _next_turn(self, folder: str, model: str) -> Turn:
        with self._lock:
            turns = self._scenes.get(model)
            if not turns:
                raise refusal(INVALID_ARGUMENT, f"Failed to get model {model} in {folder}")
            return turns[0] if len(turns) == 1 else turns.pop(0)

    def completion(self, call: Call, turn: Turn, *, stream: bool) -> Iterator[generation.CompletionResponse]:
        """Yield what a turn sends.

        Raises:
            Refusal: The turn ends so.
        """
        yield from turn.responses if stream else turn.responses[-1:]
        if turn.hold:
            while not call.gone(0.05):
                pass
        if turn.status is not None:
            raise Refusal(turn.status)

    def submit(self, call: Call, request: generation.CompletionRequest) -> operation_pb2.Operation:
        """Take an asynchronous request.

        Raises:
            Refusal: It asks for a stream, or as for :meth:`turn`.
        """
        if request.completion_options.stream:
            raise refusal(INVALID_ARGUMENT, "stream is not supported in async mode")
        turn = self.turn(call, request)
        if turn.status is not None:
            raise Refusal(turn.status)
        states = list(turn.operations)
        with self._lock:
            self._running[states[0].id] = states
        return self._look(states[0].id)

    def operation(self, call: Call, request: operation_api.GetOperationRequest) -> operation_pb2.Operation:
        """Show an operation, and let it go on by one state."""
        authorize(call)
        return self._look(request.operation_id)

    def cancel(self, call: Call, request: operation_api.CancelOperationRequest) -> operation_pb2.Operation:
        """Give an operation up for good."""
        authorize(call)
        given_up = operation_pb2.Operation()
        given_up.CopyFrom(self._look(request.operation_id))
        given_up.done = True
        given_up.error.code = CANCELLED
        given_up.error.message = "operation was cancelled"
        with self._lock:
            self._running[request.operation_id] = [given_up]
        return given_up

    def _look(self, operation_id: str) -> operation_pb2.Operation:
        with self._lock:
            states = self._running.get(operation_id)
            if not states:
                raise refusal(NOT_FOUND, f"Operation {operation_id} not found")
            return states[0] if len(states) == 1 else states.pop(0)

    # tokenizer ------------------------------------------------------------------------------------------

    def tokenize(self, call: Call, request: generation.TokenizeRequest) -> generation.TokenizeResponse:
        """A token per word, unless the model's scene says otherwise."""
        folder, model = self._let_in(call, request.model_uri)
        return self._tokens(self._next_turn(folder, model), request.text.split())

    def tokenize_completion(
        self, call: Call, request: generation.CompletionRequest
    ) -> generation.TokenizeResponse:
        """The same for a request with its template: one token around it, two around each message."""
        turn = self.turn(call, request)
        words = ["<s>"]
        for message in request.messages:
            words += [message.role, *message.text.split(), "[SEP]"]
        return self._tokens(turn, words)

    @staticmethod
    def _tokens(turn: Turn, words: Sequence[str]) -> generation.TokenizeResponse:
        if turn.status is not None:
            raise Refusal(turn.status)
        tokens = turn.tokens
        if tokens is None:
            tokens = [
                text_common_pb2.Token(id=number, text=word, special=word in {"<s>", "[SEP]"})
                for number, word in enumerate(words, start=1)
            ]
        return generation.TokenizeResponse(tokens=tokens, model_version="07.03.2024")

    # who may come in ------------------------------------------------------------------------------------

    def _let_in(self, call: Call, model_uri: str) -> tuple[str, str]:
        authorize(call)
        match = _MODEL_URI.fullmatch(model_uri)
        if match is None:
            raise refusal(INVALID_ARGUMENT, "Failed to parse model URI")
        folder, model = match.groups()
        own = call.headers.get("x-folder-id", folder)
        if own != folder:
            text = f"Specified folder ID '{folder}' does not match with service account folder ID '{own}'"
            raise refusal(INVALID_ARGUMENT, text)
        return folder, model
