"""Raw callers of the local service: the stubs and httpx themselves, not the program's own client."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import grpc
import httpx
import pytest
from google.protobuf import json_format
from google.protobuf.message import Message

from yagpt_desktop.simulator import LocalService, Options
from yagpt_desktop.yandex.pb import iam_pb2, operation_pb2, resource_manager_pb2, rpc_status_pb2
from yagpt_desktop.yandex.pb import text_generation_pb2 as models

FOLDER = "b1gdemo0folder000000"
URI = f"gpt://{FOLDER}/yandexgpt-5.1"
TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}
KEY = {"authorization": "Api-Key MADE-UP-key-for-tests"}

RESPONSES: dict[str, tuple[str, type[Message]]] = {
    "TextGenerationAsyncService/Completion": (
        "yandex.cloud.ai.foundation_models.v1",
        operation_pb2.Operation,
    ),
    "TokenizerService/Tokenize": ("yandex.cloud.ai.foundation_models.v1", models.TokenizeResponse),
    "TokenizerService/TokenizeCompletion": ("yandex.cloud.ai.foundation_models.v1", models.TokenizeResponse),
    "OperationService/Get": ("yandex.cloud.operation", operation_pb2.Operation),
    "OperationService/Cancel": ("yandex.cloud.operation", operation_pb2.Operation),
    "IamTokenService/Create": ("yandex.cloud.iam.v1", iam_pb2.CreateIamTokenResponse),
    "IamTokenService/CreateForServiceAccount": ("yandex.cloud.iam.v1", iam_pb2.CreateIamTokenResponse),
    "IamTokenService/Revoke": ("yandex.cloud.iam.v1", iam_pb2.RevokeIamTokenResponse),
    "CloudService/List": ("yandex.cloud.resourcemanager.v1", resource_manager_pb2.ListCloudsResponse),
    "CloudService/Get": ("yandex.cloud.resourcemanager.v1", resource_manager_pb2.Cloud),
    "FolderService/List": ("yandex.cloud.resourcemanager.v1", resource_manager_pb2.ListFoldersResponse),
    "FolderService/Get": ("yandex.cloud.resourcemanager.v1", resource_manager_pb2.Folder),
}
PATHS = {
    "TextGenerationAsyncService/Completion": ("POST", "/foundationModels/v1/completionAsync"),
    "TokenizerService/Tokenize": ("POST", "/foundationModels/v1/tokenize"),
    "TokenizerService/TokenizeCompletion": ("POST", "/foundationModels/v1/tokenizeCompletion"),
    "OperationService/Get": ("GET", "/operations/{operationId}"),
    "OperationService/Cancel": ("GET", "/operations/{operationId}:cancel"),
    "IamTokenService/Create": ("POST", "/iam/v1/tokens"),
    "IamTokenService/CreateForServiceAccount": ("POST", "/iam/v1/tokens:createForServiceAccount"),
    "IamTokenService/Revoke": ("POST", "/iam/v1/tokens:revoke"),
    "CloudService/List": ("GET", "/resource-manager/v1/clouds"),
    "CloudService/Get": ("GET", "/resource-manager/v1/clouds/{cloudId}"),
    "FolderService/List": ("GET", "/resource-manager/v1/folders"),
    "FolderService/Get": ("GET", "/resource-manager/v1/folders/{folderId}"),
}


@dataclass
class Heard:
    """What came back from a call.

    Attributes:
        code: Number of the gRPC code; 0 where it went well, -1 where connection or reply is broken.
    """

    messages: list[Any] = field(default_factory=list)
    code: int = 0
    text: str = ""
    details: list[Any] = field(default_factory=list)
    headers: Mapping[str, str] = field(default_factory=dict)
    http: int = 0

    @property
    def texts(self) -> list[str]:
        return [message.alternatives[0].message.text for message in self.messages]

    @property
    def statuses(self) -> list[int]:
        return [message.alternatives[0].status for message in self.messages]

    @property
    def retry_after_s(self) -> float | None:
        for detail in self.details:
            retry = rpc_status_pb2.RetryInfo()
            if detail.Unpack(retry):
                return retry.retry_delay.ToNanoseconds() / 1e9
        return None


class GrpcCaller:
    """Calls through a bare channel."""

    name = "grpc"

    def __init__(self, service: LocalService) -> None:
        limits = [("grpc.max_receive_message_length", 80 * 1024 * 1024)]
        self.channel = grpc.insecure_channel(service.addresses.grpc, options=limits)

    def close(self) -> None:
        self.channel.close()

    def stream(
        self, request: models.CompletionRequest, headers: Mapping[str, str], timeout_s: float = 30
    ) -> Any:
        call = self.channel.unary_stream(
            "/yandex.cloud.ai.foundation_models.v1.TextGenerationService/Completion",
            models.CompletionRequest.SerializeToString,
            models.CompletionResponse.FromString,
        )
        return call(request, metadata=tuple(headers.items()), timeout=timeout_s)

    def complete(self, request: models.CompletionRequest, headers: Mapping[str, str]) -> Heard:
        heard = Heard()
        call = self.stream(request, headers)
        try:
            heard.messages.extend(call)
        except grpc.RpcError as error:
            self._failed(heard, error)
        heard.headers = dict(call.initial_metadata() or ())
        heard.headers |= dict(call.trailing_metadata() or ())
        return heard

    def call(self, name: str, message: Message, headers: Mapping[str, str]) -> Heard:
        package, response = RESPONSES[name]
        stub = self.channel.unary_unary(
            f"/{package}.{name}", type(message).SerializeToString, response.FromString
        )
        heard = Heard()
        try:
            answer, call = stub.with_call(message, metadata=tuple(headers.items()), timeout=30)
        except grpc.RpcError as error:
            self._failed(heard, error)
        else:
            heard.messages.append(answer)
            heard.headers = dict(call.initial_metadata())
        return heard

    @staticmethod
    def _failed(heard: Heard, error: Any) -> None:
        heard.code = error.code().value[0]
        heard.text = error.details()
        if "deserializing" in heard.text or heard.text == "Connection reset by peer":
            heard.code = -1
        for key, value in error.trailing_metadata() or ():
            if key == "grpc-status-details-bin":
                status = rpc_status_pb2.Status.FromString(value)
                assert (status.code, status.message) == (heard.code, heard.text) or heard.code == -1
                heard.details = list(status.details)


class RestCaller:
    """Calls through bare httpx."""

    name = "rest"

    def __init__(self, service: LocalService) -> None:
        self.http = httpx.Client(base_url=service.addresses.rest, trust_env=False, timeout=30)

    def close(self) -> None:
        self.http.close()

    def complete(self, request: models.CompletionRequest, headers: Mapping[str, str]) -> Heard:
        heard = Heard()
        body = json_format.MessageToDict(request)
        try:
            with self.http.stream(
                "POST", "/foundationModels/v1/completion", json=body, headers=dict(headers)
            ) as reply:
                heard.http, heard.headers = reply.status_code, reply.headers
                if reply.status_code >= 400:
                    self._failed(heard, json.loads(reply.read()))
                    return heard
                for line in self._lines(reply):
                    self._line(heard, json.loads(line.decode()))
        except (httpx.TransportError, ValueError):
            heard.code = -1
        return heard

    def call(self, name: str, message: Message, headers: Mapping[str, str]) -> Heard:
        verb, path = PATHS[name]
        fields = json_format.MessageToDict(message)
        if verb == "GET":
            target = re.sub(r"\{(\w+)\}", lambda match: fields.pop(match[1]), path)
            reply = self.http.get(target, params=fields, headers=dict(headers))
        else:
            reply = self.http.post(path, json=fields, headers=dict(headers))
        heard = Heard(http=reply.status_code, headers=reply.headers)
        if reply.status_code >= 400:
            self._failed(heard, reply.json())
        else:
            heard.messages.append(json_format.ParseDict(reply.json(), RESPONSES[name][1]()))
        return heard

    @staticmethod
    def _lines(reply: httpx.Response) -> Iterator[bytes]:
        """Yield lines as bytes: httpx's own lines hide what cannot be decoded."""
        rest = b""
        for piece in reply.iter_bytes():
            *lines, rest = (rest + piece).split(b"\n")
            yield from lines
        if rest:
            yield rest

    def _line(self, heard: Heard, line: dict[str, Any]) -> None:
        if "error" in line:
            self._failed(heard, line)
        else:
            heard.messages.append(json_format.ParseDict(line["result"], models.CompletionResponse()))

    @staticmethod
    def _failed(heard: Heard, body: dict[str, Any]) -> None:
        error = body.get("error", body)
        heard.code = error.get("grpcCode", error.get("code"))
        heard.text = error["message"]
        status = json_format.ParseDict({"details": error["details"]}, rpc_status_pb2.Status())
        heard.details = list(status.details)
        if "error" in body:
            assert error["httpCode"] == (heard.http if heard.http >= 400 else error["httpCode"])
            assert error["httpStatus"]


Caller = GrpcCaller | RestCaller


@pytest.fixture
def service() -> Iterator[LocalService]:
    """A service that answers without pauses."""
    with LocalService(options=Options(pace=0, operation_delay_s=0)) as running:
        yield running


@pytest.fixture(params=[GrpcCaller, RestCaller], ids=["grpc", "rest"])
def caller(request: pytest.FixtureRequest, service: LocalService) -> Iterator[Caller]:
    """A caller over each transport."""
    made: Caller = request.param(service)
    yield made
    made.close()


@pytest.fixture
def grpc_caller(service: LocalService) -> Iterator[GrpcCaller]:
    """A caller over gRPC."""
    made = GrpcCaller(service)
    yield made
    made.close()


@pytest.fixture
def rest_caller(service: LocalService) -> Iterator[RestCaller]:
    """A caller over REST."""
    made = RestCaller(service)
    yield made
    made.close()


def _request(text: str = "Привет", **changes: Any) -> models.CompletionRequest:
    request = models.CompletionRequest(model_uri=changes.get("uri", URI))
    request.completion_options.stream = changes.get("stream", True)
    if "temperature" in changes:
        request.completion_options.temperature.value = changes["temperature"]
    if "max_tokens" in changes:
        request.completion_options.max_tokens.value = changes["max_tokens"]
    if "system" in changes:
        request.messages.add(role="system", text=changes["system"])
    request.messages.add(role="user", text=text)
    return request


@pytest.fixture
def make_request() -> Callable[..., models.CompletionRequest]:
    """Make a request: text, then ``stream``, ``system``, ``uri``, ``temperature``, ``max_tokens``."""
    return _request


@pytest.fixture
def ask(caller: Caller) -> Callable[..., Heard]:
    """Ask over each transport: text, ``headers``, and what ``make_request`` knows."""

    def ask_with(text: str = "Привет", headers: Mapping[str, str] | None = None, **changes: Any) -> Heard:
        return caller.complete(_request(text, **changes), TOKEN if headers is None else headers)

    return ask_with
