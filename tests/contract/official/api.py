"""Every call the server takes: its full name, its request, its place in REST, and who answers it.

Requests and REST paths are read from the official descriptors (``google.api.http``), so nothing of them is
our own idea.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from google.api import annotations_pb2
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message_factory import GetMessageClass
from yandex.cloud.ai.foundation_models.v1.text_generation import text_generation_service_pb2 as generation
from yandex.cloud.iam.v1 import iam_token_service_pb2 as iam
from yandex.cloud.operation import operation_service_pb2 as operation
from yandex.cloud.resourcemanager.v1 import cloud_service_pb2, folder_service_pb2

from .cloud import Cloud
from .directory import Directory

GENERATION = "yandex.cloud.ai.foundation_models.v1"
COMPLETION = f"/{GENERATION}.TextGenerationService/Completion"
_FILES = (generation, operation, iam, cloud_service_pb2, folder_service_pb2)


@dataclass(frozen=True)
class Rpc:
    """One call.

    Attributes:
        name: As gRPC calls it, ``/package.Service/Method``.
        path: A regular expression; its groups are fields of the request.
    """

    name: str
    request: type[Any]
    verb: str
    path: str
    answer: Callable[..., Any]

    @property
    def service(self) -> str:
        """Name of the service without its package."""
        return self.name.split("/")[1].rpartition(".")[2]

    @property
    def method(self) -> str:
        """Name within the service."""
        return self.name.split("/")[2]

    @property
    def wrapped_errors(self) -> bool:
        """Whether an error over REST has the model service's own shape."""
        return self.name.startswith(f"/{GENERATION}.")


def rpcs(cloud: Cloud, directory: Directory) -> list[Rpc]:
    """Return all calls that the server takes."""
    tokens, resources = "/yandex.cloud.iam.v1.IamTokenService", "/yandex.cloud.resourcemanager.v1"
    answers: dict[str, Callable[..., Any]] = {
        COMPLETION: cloud.completion,
        f"/{GENERATION}.TextGenerationAsyncService/Completion": cloud.submit,
        f"/{GENERATION}.TokenizerService/Tokenize": cloud.tokenize,
        f"/{GENERATION}.TokenizerService/TokenizeCompletion": cloud.tokenize_completion,
        "/yandex.cloud.operation.OperationService/Get": cloud.operation,
        "/yandex.cloud.operation.OperationService/Cancel": cloud.cancel,
        f"{tokens}/Create": directory.create_token,
        f"{tokens}/CreateForServiceAccount": directory.create_token_for,
        f"{tokens}/Revoke": directory.revoke_token,
        f"{resources}.CloudService/List": directory.clouds,
        f"{resources}.CloudService/Get": directory.cloud,
        f"{resources}.FolderService/List": directory.folders,
        f"{resources}.FolderService/Get": directory.folder,
    }
    known = {f"/{method.containing_service.full_name}/{method.name}": method for method in _methods()}
    return [_rpc(name, known[name], answer) for name, answer in answers.items()]


def _methods() -> Iterator[MethodDescriptor]:
    for file in _FILES:
        for service in file.DESCRIPTOR.services_by_name.values():
            yield from service.methods


def _rpc(name: str, method: MethodDescriptor, answer: Callable[..., Any]) -> Rpc:
    rule = method.GetOptions().Extensions[annotations_pb2.http]
    verb = rule.WhichOneof("pattern")
    path = re.sub(r"\{(\w+)\}", r"(?P<\1>[^/:]+)", getattr(rule, verb))
    return Rpc(name, GetMessageClass(method.input_type), verb.upper(), path, answer)
