"""Folders of a file that somebody may have made by hand."""

from __future__ import annotations

import pytest

from yagpt_desktop.domain.errors import ImportRefused
from yagpt_desktop.domain.folder import ChatOptions, Folder
from yagpt_desktop.services.exchange.limits import MOST_FOLDERS, Tally
from yagpt_desktop.services.exchange.own_folder import folder_json, folder_of_json

FOLDER = Folder("f", "Работа", 2, "Пиши сухо.", ChatOptions(temperature=0.0, stream=False), is_closed=True)


def test_a_folder_comes_back_and_what_is_as_in_the_settings_is_not_written():
    written = folder_json(FOLDER)
    assert written["options"] == {"temperature": 0.0, "stream": False}
    assert folder_of_json(written, Tally()) == FOLDER


@pytest.mark.parametrize(
    "spoiled",
    [
        {"id": "с пробелом и кириллицей"},
        {"id": "x" * 65},
        {"name": None},
        {"name": "ё" * 1001},
        {"place": 2**40},
        {"place": True},
        {"role_text": ["x"]},
        {"closed": 0},
        {"options": []},
        {"options": {"temperature": 1.5}},
        {"options": {"temperature": True}},
        {"options": {"max_tokens": 0}},
        {"options": {"max_tokens": 10**9}},
        {"options": {"stream": "yes"}},
        {"options": {"reasoning": "LOUD"}},
        {"options": {"model": 5}},
    ],
)
def test_what_no_folder_of_ours_can_be_is_refused(spoiled):
    with pytest.raises(ImportRefused):
        folder_of_json(folder_json(FOLDER) | spoiled, Tally())


def test_a_file_cannot_bring_folders_without_end():
    tally = Tally()
    for number in range(MOST_FOLDERS):
        folder_of_json(folder_json(FOLDER) | {"id": f"f{number}"}, tally)
    folder_of_json(folder_json(FOLDER) | {"id": "f0"}, tally)
    with pytest.raises(ImportRefused):
        folder_of_json(folder_json(FOLDER) | {"id": "one more"[:3]}, tally)
