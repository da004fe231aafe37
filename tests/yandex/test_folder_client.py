"""Lists of clouds and folders, in pages, from services of every temper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yagpt_desktop.domain import errors
from yagpt_desktop.domain.cancel import CancelToken
from yagpt_desktop.domain.config import Config, Endpoints, Network
from yagpt_desktop.domain.iam import Cloud, Folder
from yagpt_desktop.simulator import LocalService
from yagpt_desktop.yandex.folder_client import MOST_PAGES, FolderRestClient

TOKEN = "t1.MADE-UP-token-for-tests"


def config(url: str) -> Config:
    return Config(Endpoints(resource_manager=url), Network(proxy="none", total_timeout_s=30))


@pytest.fixture(scope="module")
def service() -> Iterator[LocalService]:
    with LocalService() as service:
        yield service


class Lists:
    """Serves what it is told to, a page at a time, and remembers what it was asked."""

    def __init__(self, entries: list[Any], what: str = "clouds") -> None:
        self.entries = entries
        self.what = what
        self.asked: list[dict[str, str]] = []
        self.headers: dict[str, str] = {}
        self.paths: list[str] = []

    def handle(self, exchange: Any) -> None:
        address = urlsplit(exchange.path)
        query = {name: values[0] for name, values in parse_qs(address.query, strict_parsing=True).items()}
        self.asked.append(query)
        self.paths.append(address.path)
        self.headers = exchange.headers
        start = int(query.get("pageToken", "at 0").split()[1])
        end = start + int(query["pageSize"])
        page: dict[str, Any] = {self.what: self.entries[start:end]}
        if end < len(self.entries):
            page["nextPageToken"] = f"at {end} &/?=%"
        exchange.reply(page)


@pytest.mark.parametrize("page_size", [1, 2, 3, 1000])
def test_all_clouds_and_folders_come_whatever_the_pages(service, alarm, cancel, page_size):
    client = FolderRestClient(config(service.addresses.rest), alarm, page_size=page_size)
    clouds = client.clouds(TOKEN, cancel)
    assert [cloud.name for cloud in clouds] == ["demo-personal", "demo-work"]
    folders = [client.folders(TOKEN, cloud.id, cancel) for cloud in clouds]
    assert [[folder.name for folder in some] for some in folders] == [
        ["default", "texts", "experiments"],
        ["default", "translations", "support", "archive"],
    ]
    assert {folder.cloud_id for folder in folders[1]} == {clouds[1].id}
    assert service.addresses.folder_id in {folder.id for folder in folders[0]}


@pytest.mark.parametrize("token", ["t1.MADE-UP-expired", "t1.MADE-UP-wrong"])
def test_a_token_that_is_no_good_is_rejected(service, alarm, cancel, token):
    with pytest.raises(errors.CredentialRejected):
        FolderRestClient(config(service.addresses.rest), alarm).clouds(token, cancel)


def test_a_token_without_a_role_may_not_list(service, alarm, cancel):
    with pytest.raises(errors.AccessDenied):
        FolderRestClient(config(service.addresses.rest), alarm).clouds("t1.MADE-UP-norole", cancel)


def test_an_unknown_cloud_is_refused(service, alarm, cancel):
    with pytest.raises(errors.RequestRejected):
        FolderRestClient(config(service.addresses.rest), alarm).folders(TOKEN, "b1g-made-up", cancel)


def test_a_page_token_is_sent_back_as_it_came(web, alarm, cancel):
    lists = Lists([{"id": f"b1g{number}", "name": "x"} for number in range(5)])
    client = FolderRestClient(config(web(lists.handle)), alarm, page_size=2)
    assert len(client.clouds(TOKEN, cancel)) == 5
    assert [query.get("pageToken") for query in lists.asked] == [None, "at 2 &/?=%", "at 4 &/?=%"]
    assert set(lists.paths) == {"/resource-manager/v1/clouds"}
    assert lists.headers["authorization"] == f"Bearer {TOKEN}"
    assert lists.headers["accept-encoding"] == "identity"


def test_a_cloud_id_cannot_leave_its_place(web, alarm, cancel):
    lists = Lists([], "folders")
    hostile = "b1g&pageSize=1#/../x y"
    FolderRestClient(config(web(lists.handle)), alarm).folders(TOKEN, hostile, cancel)
    assert lists.asked == [{"cloudId": hostile, "pageSize": "1000"}]


def test_only_active_folders_are_offered(web, alarm, cancel):
    states = ["ACTIVE", "DELETING", "PENDING_DELETION", "STATUS_UNSPECIFIED", "SOMETHING_NEW", 1, 2, None]
    entries = [
        {"id": f"b1g{number}", "name": str(state), "status": state, "cloudId": "b1gcloud"}
        for number, state in enumerate(states)
    ]
    lists = Lists(entries, "folders")
    found = FolderRestClient(config(web(lists.handle)), alarm).folders(TOKEN, "b1gcloud", cancel)
    assert found == (Folder("b1g0", "ACTIVE", "b1gcloud"), Folder("b1g5", "1", "b1gcloud"))


def test_a_cloud_without_folders_has_none(web, alarm, cancel):
    url = web(lambda exchange: exchange.reply({}))
    assert FolderRestClient(config(url), alarm).folders(TOKEN, "b1gcloud", cancel) == ()


def test_names_are_one_line_of_plain_text_and_what_has_no_id_is_left_out(web, alarm, cancel):
    entries = [
        {"id": "b1g1", "name": "<b>моё\n облако</b>\u202e\x07 "},
        {"id": "b1g2"},
        {"id": "b1g3", "name": 7},
        {"id": "b1g4", "name": "x" * 5000},
        {"id": "b1g1", "name": "the same again"},
        {"name": "no id"},
        {"id": ""},
        {"id": 5},
        {"id": "b1g\n5"},
        {"id": "x" * 51},
        "no object",
        None,
    ]
    found = FolderRestClient(config(web(Lists(entries).handle)), alarm).clouds(TOKEN, cancel)
    assert found == (
        Cloud("b1g1", "the same again"),
        Cloud("b1g2", ""),
        Cloud("b1g3", ""),
        Cloud("b1g4", "x" * 200),
    )
    entries = entries[:1]
    found = FolderRestClient(config(web(Lists(entries).handle)), alarm).clouds(TOKEN, cancel)
    assert found == (Cloud("b1g1", "<b>моё облако</b>"),)


@pytest.mark.parametrize(
    "page",
    [
        {"clouds": {}},
        {"clouds": "none"},
        {"clouds": [], "nextPageToken": 7},
        {"clouds": [], "nextPageToken": "the same for ever"},
    ],
)
def test_pages_that_make_no_sense_end_in_an_error(web, alarm, cancel, page):
    seen: list[Any] = []

    def handle(exchange: Any) -> None:
        seen.append(exchange)
        exchange.reply(page)

    with pytest.raises(errors.ReplyDamaged):
        FolderRestClient(config(web(handle)), alarm).clouds(TOKEN, cancel)
    assert len(seen) <= 2


def test_pages_without_end_are_given_up(web, alarm, cancel):
    seen: list[Any] = []

    def handle(exchange: Any) -> None:
        seen.append(exchange)
        exchange.reply({"clouds": [], "nextPageToken": f"page {len(seen)}"})

    with pytest.raises(errors.ReplyDamaged):
        FolderRestClient(config(web(handle)), alarm).clouds(TOKEN, cancel)
    assert len(seen) == MOST_PAGES


def test_a_cancel_ends_the_list_between_two_pages(web, alarm):
    cancel = CancelToken()
    seen: list[Any] = []

    def handle(exchange: Any) -> None:
        seen.append(exchange)
        cancel.cancel()
        exchange.reply({"clouds": [], "nextPageToken": "more"})

    with pytest.raises(errors.Cancelled):
        FolderRestClient(config(web(handle)), alarm).clouds(TOKEN, cancel)
    assert len(seen) == 1


def test_a_token_with_a_wrong_sign_is_noticed_before_anything_is_sent(web, alarm, cancel):
    seen: list[Any] = []
    with pytest.raises(errors.CredentialMalformed):
        FolderRestClient(config(web(seen.append)), alarm).clouds("t1.МАДЕ-UP", cancel)
    assert not seen


def test_an_echoed_token_is_in_no_error(web, alarm, cancel):
    token = "canary-in-no-known-form"
    url = web(
        lambda exchange: exchange.reply({"code": 16, "message": exchange.headers["authorization"]}, 401)
    )
    with pytest.raises(errors.CredentialRejected) as caught:
        FolderRestClient(config(url), alarm).clouds(token, cancel)
    assert token not in f"{caught.value!r}{caught.value.detail}"


@settings(max_examples=25)
@given(count=st.integers(0, 30), page_size=st.integers(1, 12))
def test_nothing_is_lost_or_doubled_between_pages(count, page_size):
    """The client's own paging, without a network."""

    class Calls:
        def ask(self, _target: Any, path: str, _cancel: Any, **_: Any) -> dict[str, Any]:
            query = parse_qs(urlsplit(path).query)
            start = int(query.get("pageToken", ["0"])[0])
            end = start + int(query["pageSize"][0])
            return {"clouds": entries[start:end], "nextPageToken": str(end) if end < count else ""}

    entries = [{"id": f"b1g{number}", "name": str(number)} for number in range(count)]
    client = FolderRestClient(config("http://127.0.0.1:1"), None, page_size=page_size)  # type: ignore[arg-type]
    client._calls = Calls()  # type: ignore[assignment]
    assert [cloud.name for cloud in client.clouds(TOKEN, CancelToken())] == [str(one) for one in range(count)]
