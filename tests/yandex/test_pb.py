"""The generated protocol code: made from the committed files, and wire-compatible with the official one.

The tables are those of yandex-cloud/cloudapi (commit 00e9ff0, July 2026), compared there with its compiled
descriptors.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from google.protobuf.descriptor import FieldDescriptor

from yagpt_desktop.yandex.pb import (
    iam_pb2,
    operation_pb2,
    resource_manager_pb2,
    rpc_status_pb2,
    text_generation_pb2,
)

TREE = Path(__file__).resolve().parent.parent.parent
FILES = (iam_pb2, operation_pb2, resource_manager_pb2, rpc_status_pb2, text_generation_pb2)

FIELDS = """
yandex.cloud.ai.foundation_models.v1.CompletionRequest
    model_uri 1 string
    completion_options 2 yandex.cloud.ai.foundation_models.v1.CompletionOptions
    messages 3 repeated yandex.cloud.ai.foundation_models.v1.Message
    tools 4 repeated yandex.cloud.ai.foundation_models.v1.Tool
    json_object 5 bool in ResponseFormat
    json_schema 6 yandex.cloud.ai.foundation_models.v1.JsonSchema in ResponseFormat
    parallel_tool_calls 7 google.protobuf.BoolValue
    tool_choice 8 yandex.cloud.ai.foundation_models.v1.ToolChoice
yandex.cloud.ai.foundation_models.v1.CompletionOptions
    stream 1 bool
    temperature 2 google.protobuf.DoubleValue
    max_tokens 3 google.protobuf.Int64Value
    reasoning_options 4 yandex.cloud.ai.foundation_models.v1.ReasoningOptions
yandex.cloud.ai.foundation_models.v1.ReasoningOptions
    mode 1 yandex.cloud.ai.foundation_models.v1.ReasoningOptions.ReasoningMode
yandex.cloud.ai.foundation_models.v1.Message
    role 1 string
    text 2 string in Content
    tool_call_list 3 yandex.cloud.ai.foundation_models.v1.ToolCallList in Content
    tool_result_list 4 yandex.cloud.ai.foundation_models.v1.ToolResultList in Content
yandex.cloud.ai.foundation_models.v1.CompletionResponse
    alternatives 1 repeated yandex.cloud.ai.foundation_models.v1.Alternative
    usage 2 yandex.cloud.ai.foundation_models.v1.ContentUsage
    model_version 3 string
yandex.cloud.ai.foundation_models.v1.Alternative
    message 1 yandex.cloud.ai.foundation_models.v1.Message
    status 2 yandex.cloud.ai.foundation_models.v1.Alternative.AlternativeStatus
yandex.cloud.ai.foundation_models.v1.ContentUsage
    input_text_tokens 1 int64
    completion_tokens 2 int64
    total_tokens 3 int64
    completion_tokens_details 4 yandex.cloud.ai.foundation_models.v1.ContentUsage.CompletionTokensDetails
yandex.cloud.ai.foundation_models.v1.ContentUsage.CompletionTokensDetails
    reasoning_tokens 1 int64
yandex.cloud.ai.foundation_models.v1.Tool
    function 1 yandex.cloud.ai.foundation_models.v1.FunctionTool in ToolType
yandex.cloud.ai.foundation_models.v1.FunctionTool
    name 1 string
    description 2 string
    parameters 3 google.protobuf.Struct
    strict 4 bool
yandex.cloud.ai.foundation_models.v1.FunctionCall
    name 1 string
    arguments 2 google.protobuf.Struct
yandex.cloud.ai.foundation_models.v1.ToolCall
    function_call 1 yandex.cloud.ai.foundation_models.v1.FunctionCall in ToolCallType
yandex.cloud.ai.foundation_models.v1.ToolCallList
    tool_calls 1 repeated yandex.cloud.ai.foundation_models.v1.ToolCall
yandex.cloud.ai.foundation_models.v1.FunctionResult
    name 1 string
    content 2 string in ContentType
yandex.cloud.ai.foundation_models.v1.ToolResult
    function_result 1 yandex.cloud.ai.foundation_models.v1.FunctionResult in ToolResultType
yandex.cloud.ai.foundation_models.v1.ToolResultList
    tool_results 1 repeated yandex.cloud.ai.foundation_models.v1.ToolResult
yandex.cloud.ai.foundation_models.v1.JsonSchema
    schema 1 google.protobuf.Struct
yandex.cloud.ai.foundation_models.v1.ToolChoice
    mode 1 yandex.cloud.ai.foundation_models.v1.ToolChoice.ToolChoiceMode in ToolChoice
    function_name 2 string in ToolChoice
yandex.cloud.ai.foundation_models.v1.Token
    id 1 int64
    text 2 string
    special 3 bool
yandex.cloud.ai.foundation_models.v1.TokenizeRequest
    model_uri 1 string
    text 2 string
yandex.cloud.ai.foundation_models.v1.TokenizeResponse
    tokens 1 repeated yandex.cloud.ai.foundation_models.v1.Token
    model_version 2 string
yandex.cloud.operation.Operation
    id 1 string
    description 2 string
    created_at 3 google.protobuf.Timestamp
    created_by 4 string
    modified_at 5 google.protobuf.Timestamp
    done 6 bool
    metadata 7 google.protobuf.Any
    error 8 google.rpc.Status in result
    response 9 google.protobuf.Any in result
yandex.cloud.operation.GetOperationRequest
    operation_id 1 string
yandex.cloud.operation.CancelOperationRequest
    operation_id 1 string
google.rpc.Status
    code 1 int32
    message 2 string
    details 3 repeated google.protobuf.Any
google.rpc.RetryInfo
    retry_delay 1 google.protobuf.Duration
google.rpc.QuotaFailure
    violations 1 repeated google.rpc.QuotaFailure.Violation
google.rpc.QuotaFailure.Violation
    subject 1 string
    description 2 string
google.rpc.BadRequest
    field_violations 1 repeated google.rpc.BadRequest.FieldViolation
google.rpc.BadRequest.FieldViolation
    field 1 string
    description 2 string
google.rpc.RequestInfo
    request_id 1 string
    serving_data 2 string
yandex.cloud.iam.v1.CreateIamTokenRequest
    yandex_passport_oauth_token 1 string in identity
    jwt 2 string in identity
yandex.cloud.iam.v1.CreateIamTokenForServiceAccountRequest
    service_account_id 1 string
yandex.cloud.iam.v1.CreateIamTokenResponse
    iam_token 1 string
    expires_at 2 google.protobuf.Timestamp
yandex.cloud.iam.v1.RevokeIamTokenRequest
    iam_token 1 string
yandex.cloud.iam.v1.RevokeIamTokenResponse
    subject_id 1 string
yandex.cloud.resourcemanager.v1.ListCloudsRequest
    page_size 1 int64
    page_token 2 string
    filter 3 string
    organization_id 4 string
yandex.cloud.resourcemanager.v1.ListCloudsResponse
    clouds 1 repeated yandex.cloud.resourcemanager.v1.Cloud
    next_page_token 2 string
yandex.cloud.resourcemanager.v1.GetCloudRequest
    cloud_id 1 string
yandex.cloud.resourcemanager.v1.Cloud
    id 1 string
    created_at 2 google.protobuf.Timestamp
    name 3 string
    description 4 string
    organization_id 6 string
    labels 7 map<string,string>
yandex.cloud.resourcemanager.v1.ListFoldersRequest
    cloud_id 1 string
    page_size 2 int64
    page_token 3 string
    filter 4 string
yandex.cloud.resourcemanager.v1.ListFoldersResponse
    folders 1 repeated yandex.cloud.resourcemanager.v1.Folder
    next_page_token 2 string
yandex.cloud.resourcemanager.v1.GetFolderRequest
    folder_id 1 string
yandex.cloud.resourcemanager.v1.Folder
    id 1 string
    cloud_id 2 string
    created_at 3 google.protobuf.Timestamp
    name 4 string
    description 5 string
    labels 6 map<string,string>
    status 7 yandex.cloud.resourcemanager.v1.Folder.Status
"""

ENUMS = {
    "yandex.cloud.ai.foundation_models.v1.Alternative.AlternativeStatus": {
        "ALTERNATIVE_STATUS_UNSPECIFIED": 0,
        "ALTERNATIVE_STATUS_PARTIAL": 1,
        "ALTERNATIVE_STATUS_TRUNCATED_FINAL": 2,
        "ALTERNATIVE_STATUS_FINAL": 3,
        "ALTERNATIVE_STATUS_CONTENT_FILTER": 4,
        "ALTERNATIVE_STATUS_TOOL_CALLS": 5,
    },
    "yandex.cloud.ai.foundation_models.v1.ReasoningOptions.ReasoningMode": {
        "REASONING_MODE_UNSPECIFIED": 0,
        "DISABLED": 1,
        "ENABLED_HIDDEN": 2,
    },
    "yandex.cloud.ai.foundation_models.v1.ToolChoice.ToolChoiceMode": {
        "TOOL_CHOICE_MODE_UNSPECIFIED": 0,
        "NONE": 1,
        "AUTO": 2,
        "REQUIRED": 3,
    },
    "yandex.cloud.resourcemanager.v1.Folder.Status": {
        "STATUS_UNSPECIFIED": 0,
        "ACTIVE": 1,
        "DELETING": 2,
        "PENDING_DELETION": 3,
    },
}

METHODS = """
ai.foundation_models.v1.TextGenerationService/Completion CompletionRequest stream CompletionResponse
ai.foundation_models.v1.TextGenerationAsyncService/Completion CompletionRequest Operation
ai.foundation_models.v1.TokenizerService/Tokenize TokenizeRequest TokenizeResponse
ai.foundation_models.v1.TokenizerService/TokenizeCompletion CompletionRequest TokenizeResponse
operation.OperationService/Get GetOperationRequest Operation
operation.OperationService/Cancel CancelOperationRequest Operation
iam.v1.IamTokenService/Create CreateIamTokenRequest CreateIamTokenResponse
iam.v1.IamTokenService/CreateForServiceAccount CreateIamTokenForServiceAccountRequest CreateIamTokenResponse
iam.v1.IamTokenService/Revoke RevokeIamTokenRequest RevokeIamTokenResponse
resourcemanager.v1.CloudService/Get GetCloudRequest Cloud
resourcemanager.v1.CloudService/List ListCloudsRequest ListCloudsResponse
resourcemanager.v1.FolderService/Get GetFolderRequest Folder
resourcemanager.v1.FolderService/List ListFoldersRequest ListFoldersResponse
"""

SCALARS = {
    FieldDescriptor.TYPE_STRING: "string",
    FieldDescriptor.TYPE_BOOL: "bool",
    FieldDescriptor.TYPE_INT32: "int32",
    FieldDescriptor.TYPE_INT64: "int64",
    FieldDescriptor.TYPE_DOUBLE: "double",
}


def messages_of(descriptor):
    for message in descriptor:
        if not message.GetOptions().map_entry:
            yield message
            yield from messages_of(message.nested_types)


def all_messages():
    return [one for file in FILES for one in messages_of(file.DESCRIPTOR.message_types_by_name.values())]


def described(field):
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        kind = "map<string,string>"
    else:
        kind = SCALARS.get(field.type) or (field.message_type or field.enum_type).full_name
        kind = f"repeated {kind}" if field.is_repeated else kind
    oneof = field.containing_oneof
    return f"{field.name} {field.number} {kind}" + (f" in {oneof.name}" if oneof else "")


def test_every_message_field_number_type_and_oneof_is_the_official_one():
    expected, message = {}, ""
    for line in filter(str.strip, FIELDS.splitlines()):
        if line.startswith(" "):
            expected[message].append(line.strip())
        else:
            message = line
            expected[message] = []
    found = {one.full_name: [described(field) for field in one.fields] for one in all_messages()}
    assert found == expected
    assert sum(map(len, found.values())) > 80


def test_every_enum_is_the_official_one():
    found = {
        enum.full_name: {value.name: value.number for value in enum.values}
        for one in all_messages()
        for enum in one.enum_types
    }
    assert found == ENUMS


def test_every_method_is_the_official_one():
    found = []
    for file in FILES:
        for service in file.DESCRIPTOR.services_by_name.values():
            for method in service.methods:
                answer = "stream " * method.server_streaming + method.output_type.name
                name = service.full_name.removeprefix("yandex.cloud.")
                found.append(f"{name}/{method.name} {method.input_type.name} {answer}")
                assert not method.client_streaming
    assert sorted(found) == sorted(METHODS.split("\n")[1:-1])


def test_every_file_is_proto3():
    # An optional field of proto2 would have presence; of ours only messages and oneofs do.
    for one in all_messages():
        for field in one.fields:
            singular_scalar = not field.is_repeated and field.message_type is None
            assert not (singular_scalar and field.has_presence and field.containing_oneof is None)


def test_the_committed_code_is_what_the_generator_makes(tmp_path):
    spec = importlib.util.spec_from_file_location("protocol", TREE / "packaging" / "protocol.py")
    protocol = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(protocol)
    written = protocol.generate(tmp_path)
    folder = TREE / protocol.FOLDER
    committed = sorted(path.relative_to(TREE) for path in folder.glob("*_pb2*.py*"))
    assert written == committed
    for path in written:
        assert (tmp_path / path).read_bytes() == (TREE / path).read_bytes(), path
