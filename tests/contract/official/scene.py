"""What a model answers: a real exchange that was recorded, or a scene that a test has set."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from google.protobuf import json_format
from google.rpc import error_details_pb2, status_pb2
from yandex.cloud.ai.foundation_models.v1 import text_common_pb2
from yandex.cloud.ai.foundation_models.v1.text_generation import text_generation_service_pb2 as generation
from yandex.cloud.operation import operation_pb2

# Imported for its names alone: they are needed to read details out of JSON.
_ = error_details_pb2


@dataclass
class Turn:
    """One answer.

    Attributes:
        responses: Sent in this order; without streaming only the last is.
        status: Sent after them in place of an end.
        hold: Sends nothing more after the responses until the client goes.
        operations: An asynchronous request's states: the first at once, the others one per look.
        print_defaults: REST: fields with their default values are written out, too.
        chunk_bytes: REST: the stream is torn into chunks of so many bytes; 0 for a chunk per message.
    """

    responses: list[generation.CompletionResponse] = field(default_factory=list)
    status: status_pb2.Status | None = None
    hold: bool = False
    operations: list[operation_pb2.Operation] = field(default_factory=list)
    tokens: list[text_common_pb2.Token] | None = None
    print_defaults: bool = False
    chunk_bytes: int = 0

    @classmethod
    def of_json(cls, given: dict[str, Any]) -> Turn:
        """Read a turn that a test wrote in proto3 JSON; the official messages decide what is right."""
        turn = cls(
            **{name: given[name] for name in ("hold", "print_defaults", "chunk_bytes") if name in given}
        )
        for response in given.get("responses", ()):
            turn.responses.append(json_format.ParseDict(response, generation.CompletionResponse()))
        for operation in given.get("operations", ()):
            turn.operations.append(json_format.ParseDict(operation, operation_pb2.Operation()))
        if "status" in given:
            turn.status = json_format.ParseDict(given["status"], status_pb2.Status())
        if "tokens" in given:
            turn.tokens = [json_format.ParseDict(token, text_common_pb2.Token()) for token in given["tokens"]]
        return turn


class Recording:
    """One real exchange: the request that was sent then, and what came back."""

    def __init__(self, file: Path) -> None:
        exchange = json.loads(file.read_text("utf-8"))["interactions"]
        first = exchange[0]
        self.name = file.stem.replace("test_run", "recorded-run").replace("recorded-run_", "recorded-")
        self.request = json_format.ParseDict(first["request"]["message"], generation.CompletionRequest())
        self.turn = Turn.of_json(
            {
                "responses": [part["message"] for part in first.get("response_stream", ())],
                "operations": [part["response"]["message"] for part in exchange if "response" in part],
            }
        )

    @property
    def model_uri(self) -> str:
        """The model it was recorded with."""
        return str(self.request.model_uri)
