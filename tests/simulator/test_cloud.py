"""Clouds and folders over both transports."""

from __future__ import annotations

import pytest

from yagpt_desktop.simulator import cloud
from yagpt_desktop.yandex.pb import resource_manager_pb2 as resources

TOKEN = {"authorization": "Bearer t1.MADE-UP-token-for-tests"}
INVALID, NOT_FOUND, DENIED, UNAUTHENTICATED = 3, 5, 7, 16


@pytest.fixture
def clouds(caller):
    """List clouds."""
    return lambda headers=TOKEN, **fields: caller.call(
        "CloudService/List", resources.ListCloudsRequest(**fields), headers
    )


@pytest.fixture
def folders(caller):
    """List the folders of the second cloud."""
    return lambda cloud_id=cloud.CLOUDS[1].id, **fields: caller.call(
        "FolderService/List", resources.ListFoldersRequest(cloud_id=cloud_id, **fields), TOKEN
    )


def test_ids_look_like_the_real_ones():
    for item in (*cloud.CLOUDS, *cloud.FOLDERS):
        assert len(item.id) == 20
        assert item.id.startswith("b1g")
        assert item.id.isascii()
    assert all(cloud.is_folder_id(folder.id) for folder in cloud.FOLDERS)
    assert not any(cloud.is_folder_id(item.id) for item in cloud.CLOUDS)


def test_all_clouds_and_their_folders_are_listed(clouds, folders):
    found = clouds().messages[0]
    assert [item.name for item in found.clouds] == ["demo-personal", "demo-work"]
    assert found.next_page_token == ""
    for item in found.clouds:
        listed = folders(item.id).messages[0].folders
        assert {folder.cloud_id for folder in listed} == {item.id}
        assert all(folder.status == resources.Folder.ACTIVE for folder in listed)
        assert len(listed) >= 3


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_put_together_are_the_list(folders, size):
    names: list[str] = []
    token = ""
    while True:
        page = folders(page_size=size, page_token=token).messages[0]
        assert len(page.folders) <= size
        names += [folder.name for folder in page.folders]
        token = page.next_page_token
        if not token:
            break
    assert names == [folder.name for folder in folders().messages[0].folders]


def test_a_filter_picks_by_name(clouds, folders):
    assert [item.id for item in clouds(filter='name="demo-work"').messages[0].clouds] == [cloud.CLOUDS[1].id]
    assert [item.name for item in folders(filter="name = 'support'").messages[0].folders] == ["support"]
    assert not clouds(filter='name="none of them"').messages[0].clouds


@pytest.mark.parametrize(
    "fields", [{"filter": "colour=red"}, {"page_size": -1}, {"page_size": 1001}, {"page_token": "nonsense"}]
)
def test_a_bad_filter_size_or_token_is_refused(clouds, fields):
    assert clouds(**fields).code == INVALID


def test_one_cloud_and_one_folder_can_be_fetched(caller):
    found = caller.call("CloudService/Get", resources.GetCloudRequest(cloud_id=cloud.CLOUDS[0].id), TOKEN)
    assert found.messages == [cloud.CLOUDS[0]]
    found = caller.call("FolderService/Get", resources.GetFolderRequest(folder_id=cloud.FOLDERS[2].id), TOKEN)
    assert found.messages == [cloud.FOLDERS[2]]


def test_what_does_not_exist_is_not_found(caller, folders):
    assert folders("b1gcloud000000000000").code == NOT_FOUND
    assert folders("").code == INVALID
    unknown = resources.GetFolderRequest(folder_id="b1gnothere0000000000")
    assert caller.call("FolderService/Get", unknown, TOKEN).code == NOT_FOUND


@pytest.mark.parametrize(
    ("authorization", "code"),
    [("Api-Key MADE-UP", DENIED), ("Bearer t1.norole", DENIED), ("Bearer t1.expired", UNAUTHENTICATED)],
)
def test_not_everybody_may_list(clouds, authorization, code):
    assert clouds({"authorization": authorization}).code == code
