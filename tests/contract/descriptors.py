"""Write down what the messages and services of some modules look like on the wire.

``python tests/contract/descriptors.py MODULE…`` prints it as JSON; the tests load this file as well and
compare.  Works with every protobuf from 6 on.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from google.protobuf import descriptor_pb2
from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor, FileDescriptor

OFFICIAL_MODULES = (
    "yandex.cloud.ai.foundation_models.v1.text_common_pb2",
    "yandex.cloud.ai.foundation_models.v1.text_generation.text_generation_service_pb2",
    "yandex.cloud.operation.operation_pb2",
    "yandex.cloud.operation.operation_service_pb2",
    "yandex.cloud.iam.v1.iam_token_service_pb2",
    "yandex.cloud.resourcemanager.v1.cloud_pb2",
    "yandex.cloud.resourcemanager.v1.cloud_service_pb2",
    "yandex.cloud.resourcemanager.v1.folder_pb2",
    "yandex.cloud.resourcemanager.v1.folder_service_pb2",
    "google.rpc.status_pb2",
    "google.rpc.error_details_pb2",
)


def describe(files: Iterable[FileDescriptor]) -> dict[str, Any]:
    """Return messages, enums and services by full name, without what never travels (options, comments)."""
    found: dict[str, Any] = {"messages": {}, "enums": {}, "services": {}}
    for file in files:
        for message in _messages(file.message_types_by_name.values()):
            found["messages"][message.full_name] = _message(message)
            for enum in message.enum_types:
                found["enums"][enum.full_name] = _enum(enum)
        for enum in file.enum_types_by_name.values():
            found["enums"][enum.full_name] = _enum(enum)
        for service in file.services_by_name.values():
            found["services"][service.full_name] = {
                method.name: {
                    "input": method.input_type.full_name,
                    "output": method.output_type.full_name,
                    "client_streaming": method.client_streaming,
                    "server_streaming": method.server_streaming,
                }
                for method in service.methods
            }
    return found


def _messages(messages: Iterable[Descriptor]) -> Iterator[Descriptor]:
    for message in messages:
        yield message
        yield from _messages(message.nested_types)


def _message(message: Descriptor) -> dict[str, Any]:
    raw = descriptor_pb2.DescriptorProto()
    message.CopyToProto(raw)
    return {
        "map_entry": raw.options.map_entry,
        "oneofs": {oneof.name: sorted(field.name for field in oneof.fields) for oneof in message.oneofs},
        "fields": {
            field.name: _field(field, spec) for field, spec in zip(message.fields, raw.field, strict=True)
        },
    }


def _field(field: FieldDescriptor, spec: descriptor_pb2.FieldDescriptorProto) -> dict[str, Any]:
    return {
        "number": spec.number,
        "type": descriptor_pb2.FieldDescriptorProto.Type.Name(spec.type),
        "label": descriptor_pb2.FieldDescriptorProto.Label.Name(spec.label),
        "of": spec.type_name,
        "json_name": field.json_name,
        "has_presence": field.has_presence,
        "packed": field.is_packed,
        "oneof": field.containing_oneof.name if field.containing_oneof else None,
    }


def _enum(enum: EnumDescriptor) -> dict[str, int]:
    return {value.name: value.number for value in enum.values}


if __name__ == "__main__":
    modules = [importlib.import_module(name) for name in sys.argv[1:] or OFFICIAL_MODULES]
    json.dump(describe(module.DESCRIPTOR for module in modules), sys.stdout)
