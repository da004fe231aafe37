"""The API itself, the same for both transports: messages in, messages or plans out."""

from __future__ import annotations

import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import grpc
from google.protobuf.message import Message

from yagpt_desktop.yandex.pb import iam_pb2, operation_pb2, resource_manager_pb2
from yagpt_desktop.yandex.pb.text_generation_pb2 import (
    CompletionRequest,
    ReasoningOptions,
    TokenizeRequest,
    TokenizeResponse,
)

from . import access, answer, cloud, command, framed_text, request_check, structured_answer, tokenizer
from .fault import Refusal
from .iam import TokenIssuer
from .operation_store import OperationStore
from .plan import Plan, collapsed
from .script import Script
from .streaming import FINAL, TRUNCATED, Pace, ReplyForm, streamed

Headers = Mapping[str, str]

_SEEN_MAX: Final = 200
_REASONING_TOKENS: Final = 64


@dataclass(frozen=True, slots=True)
class Options:
    """How the local service behaves.

    Attributes:
        pace: 1 streams as fast as the real service, 0 at once, 2 half as fast.
        model_version: What answers of the demo say; the real service says a date, ``dd.mm.yyyy``.
        operation_delay_s: Until an asynchronous answer is ready.
        generations_at_once: Over this many the gauge quota is reached; None for no limit.
        token_life_s: Life of an IAM token that is issued here.
        clock: Seconds since the epoch; a test may set it wrong.
    """

    pace: float = 1.0
    model_version: str = "demo"
    operation_delay_s: float = 4.0
    generations_at_once: int | None = None
    token_life_s: float = access.IAM_TOKEN_LIFE_S
    clock: Callable[[], float] = time.time


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that arrived, for tests to look at.

    Attributes:
        transport: ``grpc`` or ``rest``.
        call: Service and method, ``TextGenerationService/Completion``.
        headers: Lower-case names; the credential is among them.
    """

    transport: str
    call: str
    headers: Headers
    message: Message


class Api:
    """All calls of the local service.  Any thread; nothing here waits.

    Every call raises a :class:`Refusal` for what the real service refuses.
    """

    def __init__(self, options: Options, script: Script) -> None:
        self.options = options
        self.script = script
        self.seen: deque[Seen] = deque(maxlen=_SEEN_MAX)
        self._doorkeeper = access.Doorkeeper(options.clock)
        self._issuer = TokenIssuer(self._doorkeeper, options.clock, options.token_life_s)
        self._operations = OperationStore(options.clock, options.operation_delay_s)
        self._lock = threading.Lock()
        self._attempts: Counter[str] = Counter()
        self._generating = 0

    def completion(self, headers: Headers, request: CompletionRequest) -> Plan:
        """TextGenerationService/Completion."""
        plan = self._plan(headers, request)
        return plan if request.completion_options.stream else collapsed(plan)

    def completion_later(self, headers: Headers, request: CompletionRequest) -> operation_pb2.Operation:
        """TextGenerationAsyncService/Completion."""
        if request.completion_options.stream:
            self._doorkeeper.caller(headers)
            raise Refusal(
                grpc.StatusCode.INVALID_ARGUMENT, "stream mode is not supported by asynchronous completion"
            )
        return self._operations.submit(self._plan(headers, request))

    def tokenize(self, headers: Headers, request: TokenizeRequest) -> TokenizeResponse:
        """TokenizerService/Tokenize."""
        caller = self._doorkeeper.caller(headers)
        request_check.checked_model(caller, request.model_uri, headers)
        request_check.check_length(request.text)
        return TokenizeResponse(
            tokens=tokenizer.text_tokens(request.text), model_version=self.options.model_version
        )

    def tokenize_completion(self, headers: Headers, request: CompletionRequest) -> TokenizeResponse:
        """TokenizerService/TokenizeCompletion."""
        caller = self._doorkeeper.caller(headers)
        request_check.checked_model(caller, request.model_uri, headers)
        request_check.check_messages(request)
        return TokenizeResponse(
            tokens=tokenizer.request_tokens(request.messages), model_version=self.options.model_version
        )

    def operation(
        self, headers: Headers, request: operation_pb2.GetOperationRequest
    ) -> operation_pb2.Operation:
        """OperationService/Get."""
        self._doorkeeper.caller(headers)
        return self._operations.get(request.operation_id)

    def cancel_operation(
        self, headers: Headers, request: operation_pb2.CancelOperationRequest
    ) -> operation_pb2.Operation:
        """OperationService/Cancel."""
        self._doorkeeper.caller(headers)
        return self._operations.cancel(request.operation_id)

    def create_iam_token(
        self, _headers: Headers, request: iam_pb2.CreateIamTokenRequest
    ) -> iam_pb2.CreateIamTokenResponse:
        """IamTokenService/Create; needs no header."""
        return self._issuer.create(request)

    def create_iam_token_for_service_account(
        self, headers: Headers, request: iam_pb2.CreateIamTokenForServiceAccountRequest
    ) -> iam_pb2.CreateIamTokenResponse:
        """IamTokenService/CreateForServiceAccount."""
        self._token_holder(headers)
        return self._issuer.create_for_service_account(request.service_account_id)

    def revoke_iam_token(
        self, _headers: Headers, request: iam_pb2.RevokeIamTokenRequest
    ) -> iam_pb2.RevokeIamTokenResponse:
        """IamTokenService/Revoke; the token itself is the credential."""
        return self._issuer.revoke(request.iam_token)

    def clouds(
        self, headers: Headers, request: resource_manager_pb2.ListCloudsRequest
    ) -> resource_manager_pb2.ListCloudsResponse:
        """CloudService/List."""
        self._token_holder(headers)
        found, next_token = cloud.page(cloud.CLOUDS, request.filter, request.page_size, request.page_token)
        return resource_manager_pb2.ListCloudsResponse(clouds=found, next_page_token=next_token)

    def cloud(
        self, headers: Headers, request: resource_manager_pb2.GetCloudRequest
    ) -> resource_manager_pb2.Cloud:
        """CloudService/Get."""
        self._token_holder(headers)
        return cloud.cloud_of(request.cloud_id)

    def folders(
        self, headers: Headers, request: resource_manager_pb2.ListFoldersRequest
    ) -> resource_manager_pb2.ListFoldersResponse:
        """FolderService/List."""
        self._token_holder(headers)
        cloud_id = cloud.cloud_of(request.cloud_id).id
        items = [folder for folder in cloud.FOLDERS if folder.cloud_id == cloud_id]
        found, next_token = cloud.page(items, request.filter, request.page_size, request.page_token)
        return resource_manager_pb2.ListFoldersResponse(folders=found, next_page_token=next_token)

    def folder(
        self, headers: Headers, request: resource_manager_pb2.GetFolderRequest
    ) -> resource_manager_pb2.Folder:
        """FolderService/Get."""
        self._token_holder(headers)
        return cloud.folder_of(request.folder_id)

    @contextmanager
    def generating(self) -> Iterator[None]:
        """Hold one of the places for generations at the same moment.

        Raises:
            Refusal: RESOURCE_EXHAUSTED: none is free.
        """
        limit = self.options.generations_at_once
        with self._lock:
            if limit is not None and self._generating >= limit:
                raise Refusal(grpc.StatusCode.RESOURCE_EXHAUSTED, command.GAUGE_QUOTA.format(limit=limit))
            self._generating += 1
        try:
            yield
        finally:
            with self._lock:
                self._generating -= 1

    def _token_holder(self, headers: Headers) -> None:
        """Let IAM tokens in alone: an API key may not list or issue anything."""
        caller = self._doorkeeper.caller(headers)
        if caller.scheme is not access.Scheme.BEARER or not caller.may_use_folders:
            raise Refusal(grpc.StatusCode.PERMISSION_DENIED, "Permission denied")

    def _plan(self, headers: Headers, request: CompletionRequest) -> Plan:
        caller = self._doorkeeper.caller(headers)
        model = request_check.checked_model(caller, request.model_uri, headers)
        request_check.check_messages(request)
        request_check.check_options(request.completion_options, model)
        thinks = (
            model.reasoning
            and request.completion_options.reasoning_options.mode == ReasoningOptions.ENABLED_HIDDEN
        )
        form = ReplyForm(
            request_check.input_tokens(request, model),
            self.options.model_version,
            _REASONING_TOKENS if thinks else 0,
        )
        message = next((item.text for item in reversed(request.messages) if item.role == "user"), "")
        scripted = self.script.take(message)
        return self._own_plan(request, message, form) if scripted is None else scripted

    def _own_plan(self, request: CompletionRequest, message: str, form: ReplyForm) -> Plan:
        pace = Pace(self.options.pace)
        # A text tool puts its text into a frame, and a command may stand at the beginning of that text.
        inner = framed_text.framed(message)
        called = command.split(inner)
        if called is None:
            structured = structured_answer.answer_to(request, form)
            if structured is not None:
                return [structured]
            return self._limited(request, answer.answer_to(request, message), form, pace)
        name, argument, rest = called
        if name == "help":
            earlier = " ".join(item.text for item in request.messages[:-1])
            language = answer.language_of(argument or rest or earlier)
            return self._limited(request, answer.page(language, "help"), form, pace)
        text = answer.answer_to(request, framed_text.reframed(message, rest))
        key = f"{request.model_uri} {inner}"
        scene = command.Scene(argument, text, form, pace, lambda: self._counted(key))
        return command.COMMANDS[name](scene)

    @staticmethod
    def _limited(request: CompletionRequest, text: str, form: ReplyForm, pace: Pace) -> Plan:
        options = request.completion_options
        if options.HasField("max_tokens"):
            head = tokenizer.head(text, options.max_tokens.value)
            if head != text:
                return streamed(head, form, pace, TRUNCATED)
        return streamed(text, form, pace, FINAL)

    def _counted(self, key: str) -> int:
        """Return how often this was called for the key before."""
        with self._lock:
            self._attempts[key] += 1
            return self._attempts[key] - 1
