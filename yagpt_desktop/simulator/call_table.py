"""Which calls there are, by their names on the wire."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf.message import Message

from yagpt_desktop.yandex.pb import iam_pb2, operation_pb2, resource_manager_pb2, text_generation_pb2

from .api import Api, Headers

_MODELS = "yandex.cloud.ai.foundation_models.v1"
_RESOURCES = "yandex.cloud.resourcemanager.v1"
_IAM = "yandex.cloud.iam.v1.IamTokenService"
_OPERATIONS = "yandex.cloud.operation.OperationService"

COMPLETION_SERVICE = f"{_MODELS}.TextGenerationService"


@dataclass(frozen=True, slots=True)
class UnaryCall:
    """One call with one answer.

    Attributes:
        service: Full name of the gRPC service.
        answer: The function behind it; it may raise a ``Refusal``.
    """

    service: str
    method: str
    request_type: type[Message]
    answer: Callable[[Headers, Any], Message]

    @property
    def name(self) -> str:
        """``Service/Method`` without the package."""
        return f"{self.service.rpartition('.')[2]}/{self.method}"


def unary_calls(api: Api) -> Mapping[str, UnaryCall]:
    """Return all calls but the streamed one, by ``Service/Method``."""
    models, iam, operations, resources = (
        text_generation_pb2,
        iam_pb2,
        operation_pb2,
        resource_manager_pb2,
    )
    asynchronous, tokenizer = f"{_MODELS}.TextGenerationAsyncService", f"{_MODELS}.TokenizerService"
    clouds, folders = f"{_RESOURCES}.CloudService", f"{_RESOURCES}.FolderService"
    calls = (
        UnaryCall(asynchronous, "Completion", models.CompletionRequest, api.completion_later),
        UnaryCall(tokenizer, "Tokenize", models.TokenizeRequest, api.tokenize),
        UnaryCall(tokenizer, "TokenizeCompletion", models.CompletionRequest, api.tokenize_completion),
        UnaryCall(_OPERATIONS, "Get", operations.GetOperationRequest, api.operation),
        UnaryCall(_OPERATIONS, "Cancel", operations.CancelOperationRequest, api.cancel_operation),
        UnaryCall(_IAM, "Create", iam.CreateIamTokenRequest, api.create_iam_token),
        UnaryCall(
            _IAM,
            "CreateForServiceAccount",
            iam.CreateIamTokenForServiceAccountRequest,
            api.create_iam_token_for_service_account,
        ),
        UnaryCall(_IAM, "Revoke", iam.RevokeIamTokenRequest, api.revoke_iam_token),
        UnaryCall(clouds, "List", resources.ListCloudsRequest, api.clouds),
        UnaryCall(clouds, "Get", resources.GetCloudRequest, api.cloud),
        UnaryCall(folders, "List", resources.ListFoldersRequest, api.folders),
        UnaryCall(folders, "Get", resources.GetFolderRequest, api.folder),
    )
    return {call.name: call for call in calls}
