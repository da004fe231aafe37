"""The server itself, asked without our client: is it as strict as it has to be, do our stubs reach it?"""

from __future__ import annotations

import json

import grpc
import httpx
import pytest
from google.protobuf import json_format

from yagpt_desktop.yandex.pb import iam_pb2, iam_pb2_grpc, rpc_status_pb2
from yagpt_desktop.yandex.pb import resource_manager_pb2 as resources
from yagpt_desktop.yandex.pb import resource_manager_pb2_grpc as resources_grpc

BEARER = "Bearer t1.MADE-UP-token-for-tests"
IAM = "yandex.cloud.iam.v1.IamTokenService"
RESOURCES = "yandex.cloud.resourcemanager.v1"


@pytest.fixture
def channel(official):
    with grpc.insecure_channel(official.grpc, options=[("grpc.enable_http_proxy", 0)]) as channel:
        yield channel


@pytest.fixture
def web(official):
    with httpx.Client(base_url=official.rest, trust_env=False, headers={"authorization": BEARER}) as web:
        yield web


CALLS = {
    "a token for an OAuth token": (
        (iam_pb2_grpc.IamTokenServiceStub, "Create"),
        iam_pb2.CreateIamTokenRequest(yandex_passport_oauth_token="y0_MADE-UP"),
        ("POST", "/iam/v1/tokens"),
        iam_pb2.CreateIamTokenResponse,
        f"/{IAM}/Create",
    ),
    "a token for a signed claim": (
        (iam_pb2_grpc.IamTokenServiceStub, "Create"),
        iam_pb2.CreateIamTokenRequest(jwt="MADE.UP.jwt"),
        ("POST", "/iam/v1/tokens"),
        iam_pb2.CreateIamTokenResponse,
        f"/{IAM}/Create",
    ),
    "a service account's token": (
        (iam_pb2_grpc.IamTokenServiceStub, "CreateForServiceAccount"),
        iam_pb2.CreateIamTokenForServiceAccountRequest(service_account_id="aje-made-up"),
        ("POST", "/iam/v1/tokens:createForServiceAccount"),
        iam_pb2.CreateIamTokenResponse,
        f"/{IAM}/CreateForServiceAccount",
    ),
    "a revoked token": (
        (iam_pb2_grpc.IamTokenServiceStub, "Revoke"),
        iam_pb2.RevokeIamTokenRequest(iam_token="t1.MADE-UP-old"),
        ("POST", "/iam/v1/tokens:revoke"),
        iam_pb2.RevokeIamTokenResponse,
        f"/{IAM}/Revoke",
    ),
    "all clouds": (
        (resources_grpc.CloudServiceStub, "List"),
        resources.ListCloudsRequest(),
        ("GET", "/resource-manager/v1/clouds"),
        resources.ListCloudsResponse,
        f"/{RESOURCES}.CloudService/List",
    ),
    "a page of clouds": (
        (resources_grpc.CloudServiceStub, "List"),
        resources.ListCloudsRequest(page_size=1, page_token="1", organization_id="bpf-made-up"),
        ("GET", "/resource-manager/v1/clouds"),
        resources.ListCloudsResponse,
        f"/{RESOURCES}.CloudService/List",
    ),
    "a cloud by its name": (
        (resources_grpc.CloudServiceStub, "List"),
        resources.ListCloudsRequest(filter='name="облако-3"'),
        ("GET", "/resource-manager/v1/clouds"),
        resources.ListCloudsResponse,
        f"/{RESOURCES}.CloudService/List",
    ),
    "one cloud": (
        (resources_grpc.CloudServiceStub, "Get"),
        resources.GetCloudRequest(cloud_id="b1g-made-up-cloud-2"),
        ("GET", "/resource-manager/v1/clouds/b1g-made-up-cloud-2"),
        resources.Cloud,
        f"/{RESOURCES}.CloudService/Get",
    ),
    "a cloud's folders": (
        (resources_grpc.FolderServiceStub, "List"),
        resources.ListFoldersRequest(cloud_id="b1g-made-up-cloud-1", page_size=1000),
        ("GET", "/resource-manager/v1/folders"),
        resources.ListFoldersResponse,
        f"/{RESOURCES}.FolderService/List",
    ),
    "one folder": (
        (resources_grpc.FolderServiceStub, "Get"),
        resources.GetFolderRequest(folder_id="b1g-made-up-folder-1"),
        ("GET", "/resource-manager/v1/folders/b1g-made-up-folder-1"),
        resources.Folder,
        f"/{RESOURCES}.FolderService/Get",
    ),
}


def by_rest(web, request, verb, path, answer):
    """Send one of our messages as proto3 JSON and read the reply into another of ours, both strictly."""
    fields = json_format.MessageToDict(request)
    if verb == "GET":
        named = {name: value for name, value in fields.items() if not path.endswith(f"/{value}")}
        reply = web.get(path, params=named)
    else:
        reply = web.post(path, json=fields)
    assert reply.status_code == 200, reply.text
    return json_format.Parse(reply.text, answer())


@pytest.mark.parametrize("what", CALLS)
def test_grpc_and_rest_bring_the_same_request_and_the_same_answer(official, channel, web, what):
    (stub, method), request, (verb, path), answer, name = CALLS[what]
    over_grpc = getattr(stub(channel), method)(request, metadata=(("authorization", BEARER),), timeout=10)
    over_rest = by_rest(web, request, verb, path, answer)
    assert over_grpc == over_rest
    assert over_grpc.ByteSize()

    first, second = official.seen()
    assert (first["transport"], second["transport"]) == ("grpc", "rest")
    assert first["method"] == second["method"] == name
    assert first["message"] == second["message"] == json_format.MessageToDict(request)


def test_a_token_comes_with_the_moment_it_ends(channel):
    request = iam_pb2.CreateIamTokenRequest(yandex_passport_oauth_token="y0_MADE-UP")
    answer = iam_pb2_grpc.IamTokenServiceStub(channel).Create(request, timeout=10)
    assert answer.iam_token == "t1.MADE-UP-for-yandex_passport_oauth_token"
    assert answer.expires_at.ToJsonString() == "2026-11-23T09:00:00.123456Z"


def test_clouds_come_in_pages(channel):
    stub, names, page = resources_grpc.CloudServiceStub(channel), [], ""
    while True:
        request = resources.ListCloudsRequest(page_size=2, page_token=page)
        answer = stub.List(request, metadata=(("authorization", BEARER),), timeout=10)
        names += [cloud.name for cloud in answer.clouds]
        page = answer.next_page_token
        if not page:
            break
    assert names == ["облако-1", "облако-2", "облако-3"]


def test_folders_tell_labels_and_state(channel):
    request = resources.ListFoldersRequest(cloud_id="b1g-made-up-cloud-1")
    answer = resources_grpc.FolderServiceStub(channel).List(
        request, metadata=(("authorization", BEARER),), timeout=10
    )
    assert dict(answer.folders[0].labels) == {"a": "1", "b": "2"}
    states = [resources.Folder.Status.Name(folder.status) for folder in answer.folders]
    assert states == ["ACTIVE", "DELETING", "PENDING_DELETION"]


@pytest.mark.parametrize(
    ("oauth", "code", "http_code"),
    [("", grpc.StatusCode.INVALID_ARGUMENT, 400), ("y0_MADE-UP-wrong", grpc.StatusCode.UNAUTHENTICATED, 401)],
)
def test_a_bad_exchange_is_refused_both_ways(channel, web, oauth, code, http_code):
    request = iam_pb2.CreateIamTokenRequest(**({"yandex_passport_oauth_token": oauth} if oauth else {}))
    with pytest.raises(grpc.RpcError) as refused:
        iam_pb2_grpc.IamTokenServiceStub(channel).Create(request, timeout=10)
    reply = web.post("/iam/v1/tokens", json=json_format.MessageToDict(request))
    assert (refused.value.code(), reply.status_code) == (code, http_code)
    status = json_format.Parse(reply.text, rpc_status_pb2.Status())
    assert (status.code, status.message) == (code.value[0], refused.value.details())


def test_an_api_key_does_not_open_the_resource_manager(channel):
    with pytest.raises(grpc.RpcError) as refused:
        resources_grpc.CloudServiceStub(channel).List(
            resources.ListCloudsRequest(), metadata=(("authorization", "Api-Key AQVN-MADE-UP"),), timeout=10
        )
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize(
    "body",
    [
        {"modelUri": "gpt://f/recorded-run", "messages": [{"role": "user", "text": "a", "surprise": 1}]},
        {"modelUri": "gpt://f/recorded-run", "completionOptions": {"max_token": 3}},
        {"model": "gpt://f/recorded-run"},
        {"modelUri": "gpt://f/recorded-run", "completionOptions": {"temperature": {"value": 0.5}}},
        {
            "modelUri": "gpt://f/recorded-run",
            "completionOptions": {"reasoningOptions": {"mode": "SOMETIMES"}},
        },
    ],
    ids=["message", "option", "top", "wrapper", "enum"],
)
def test_the_gateway_forgives_no_unknown_field(web, body):
    reply = web.post("/foundationModels/v1/completion", json=body)
    assert reply.status_code == 400
    assert reply.json()["error"]["grpcCode"] == 3


def test_a_recorded_request_gets_the_recorded_answer(web, recording):
    exchange = recording("test_run")[0]
    reply = web.post("/foundationModels/v1/completion", json=exchange["request"]["message"])
    assert reply.json() == {"result": exchange["response_stream"][0]["message"]}
    changed = exchange["request"]["message"] | {"messages": [{"role": "user", "text": "something else"}]}
    assert web.post("/foundationModels/v1/completion", json=changed).status_code == 400


def test_a_stream_is_a_line_per_message(web, recording):
    exchange = recording("test_run_stream")[0]
    reply = web.post("/foundationModels/v1/completion", json=exchange["request"]["message"])
    lines = [json.loads(line)["result"] for line in reply.text.splitlines()]
    assert lines == [part["message"] for part in exchange["response_stream"]]
    assert len(lines) == 21


def test_an_unknown_path_is_no_json(web):
    reply = web.post("/foundationModels/v1/complete", json={})
    assert reply.status_code == 404
    assert not reply.headers["content-type"].startswith("application/json")
