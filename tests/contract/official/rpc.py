"""The official services behind gRPC."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NoReturn

import grpc
from google.rpc import status_pb2
from yandex.cloud.ai.foundation_models.v1.text_generation import text_generation_service_pb2 as generation
from yandex.cloud.ai.foundation_models.v1.text_generation import (
    text_generation_service_pb2_grpc as generation_grpc,
)
from yandex.cloud.iam.v1 import iam_token_service_pb2_grpc as iam_grpc
from yandex.cloud.operation import operation_service_pb2_grpc as operation_grpc
from yandex.cloud.resourcemanager.v1 import cloud_service_pb2_grpc as clouds_grpc
from yandex.cloud.resourcemanager.v1 import folder_service_pb2_grpc as folders_grpc

from .api import COMPLETION, Rpc
from .cloud import Cloud
from .journal import Call, Journal
from .refusal import Refusal

_CODES = {code.value[0]: code for code in grpc.StatusCode}
_SERVICES = {
    generation_grpc.TextGenerationAsyncServiceServicer: (
        generation_grpc.add_TextGenerationAsyncServiceServicer_to_server
    ),
    generation_grpc.TokenizerServiceServicer: generation_grpc.add_TokenizerServiceServicer_to_server,
    operation_grpc.OperationServiceServicer: operation_grpc.add_OperationServiceServicer_to_server,
    iam_grpc.IamTokenServiceServicer: iam_grpc.add_IamTokenServiceServicer_to_server,
    clouds_grpc.CloudServiceServicer: clouds_grpc.add_CloudServiceServicer_to_server,
    folders_grpc.FolderServiceServicer: folders_grpc.add_FolderServiceServicer_to_server,
}


class GrpcDoor:
    """Takes calls, writes them down and lets the cloud answer."""

    def __init__(self, cloud: Cloud, journal: Journal, rpcs: Sequence[Rpc]) -> None:
        self._cloud = cloud
        self._journal = journal
        self._server = grpc.server(
            ThreadPoolExecutor(max_workers=16, thread_name_prefix="grpc"),
            options=[("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)],
        )
        for kind, add in _SERVICES.items():
            servicer = kind()
            for rpc in rpcs:
                if f"{rpc.service}Servicer" == kind.__name__:
                    setattr(servicer, rpc.method, self._unary(rpc))
            add(servicer, self._server)
        streaming = generation_grpc.TextGenerationServiceServicer()
        streaming.Completion = self._completion
        generation_grpc.add_TextGenerationServiceServicer_to_server(streaming, self._server)

    def start(self) -> int:
        """Serve on a free loopback port and return it."""
        port = self._server.add_insecure_port("127.0.0.1:0")
        self._server.start()
        return int(port)

    def stop(self) -> None:
        """End now."""
        self._server.stop(0).wait()

    def _unary(self, rpc: Rpc) -> Callable[[Any, grpc.ServicerContext], Any]:
        def serve(request: Any, context: grpc.ServicerContext) -> Any:
            call, metadata = self._begin(rpc.name, request, context)
            try:
                response = rpc.answer(call, request)
            except Refusal as refused:
                self._refuse(call, refused.status, context, metadata)
            context.send_initial_metadata(metadata)
            self._journal.end(call, "answered")
            return response

        return serve

    def _completion(
        self, request: generation.CompletionRequest, context: grpc.ServicerContext
    ) -> Iterator[generation.CompletionResponse]:
        call, metadata = self._begin(COMPLETION, request, context)
        try:
            turn = self._cloud.turn(call, request)
            if turn.responses or turn.hold:
                context.send_initial_metadata(metadata)
            yield from self._cloud.completion(call, turn, stream=request.completion_options.stream)
        except Refusal as refused:
            self._refuse(call, refused.status, context, metadata)
        if not call.gone(0):
            self._journal.end(call, "answered")

    def _begin(
        self, name: str, request: Any, context: grpc.ServicerContext
    ) -> tuple[Call, tuple[tuple[str, str], ...]]:
        over = threading.Event()
        headers = {key: str(value) for key, value in context.invocation_metadata()}
        call = Call("grpc", name, headers, over.wait)
        call.took(request)
        self._journal.begin(call)

        def end() -> None:
            over.set()
            self._journal.end(call, "gone")

        if not context.add_callback(end):
            end()
        return call, tuple(call.reply_headers.items())

    def _refuse(
        self,
        call: Call,
        status: status_pb2.Status,
        context: grpc.ServicerContext,
        metadata: tuple[tuple[str, str], ...],
    ) -> NoReturn:
        trailing: tuple[tuple[str, str | bytes], ...] = metadata
        if status.details:
            trailing = (*metadata, ("grpc-status-details-bin", status.SerializeToString()))
        context.set_trailing_metadata(trailing)
        self._journal.end(call, "refused")
        context.abort(_CODES[status.code], status.message)
