from __future__ import annotations

import json
import stat
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.account import Account, CredentialKind
from yagpt_desktop.domain.completion import ReasoningMode, Transport
from yagpt_desktop.domain.errors import StorageError
from yagpt_desktop.domain.saved_prompt import Destination, PromptUse, PromptVersion, SavedPrompt
from yagpt_desktop.domain.settings import Language, Settings, Theme
from yagpt_desktop.domain.text_settings import TextSettings, YoPolicy
from yagpt_desktop.domain.text_task import FixMode, Tone
from yagpt_desktop.storage.settings_file import JsonSettingsStore

ACCOUNT = Account("a1", "Работа", CredentialKind.API_KEY, "b1gmadeupfolder00000", "host:443 https://host")

texts = st.text(max_size=20)
accounts = st.builds(Account, texts, texts, st.sampled_from(CredentialKind), texts, texts)
versions = st.builds(PromptVersion, texts, st.datetimes(timezones=st.just(UTC)))
prompts = st.builds(
    SavedPrompt,
    texts,
    texts,
    texts,
    st.sampled_from(PromptUse),
    st.sampled_from(Destination),
    st.lists(versions, max_size=3).map(tuple),
)
text_settings = st.builds(
    TextSettings,
    target_language=texts,
    favourite_languages=st.lists(texts, max_size=3).map(tuple),
    tone=st.sampled_from(Tone),
    fix_mode=st.sampled_from(FixMode),
    yo=st.sampled_from(YoPolicy),
    typography=st.lists(texts, max_size=3).map(tuple),
    chunk_tokens=st.none() | st.integers(200, 4000),
    requests_at_once=st.integers(1, 3),
    quick_window_key=texts,
    tray=st.booleans(),
    autostart=st.booleans(),
    follow_double_copy=st.booleans(),
    private=st.booleans(),
)
settings_values = st.builds(
    Settings,
    theme=st.sampled_from(Theme),
    language=st.sampled_from(Language),
    model=texts,
    temperature=st.none() | st.floats(0, 1),
    max_tokens=st.none() | st.integers(1, 32_000),
    stream=st.booleans(),
    deferred=st.booleans(),
    transport=st.sampled_from(Transport),
    reasoning=st.sampled_from(ReasoningMode),
    zoom_percent=st.integers(80, 200),
    role=texts,
    saved_prompts=st.lists(prompts, max_size=3).map(tuple),
    texts=text_settings,
    accounts=st.lists(accounts, max_size=3).map(tuple),
    account_id=texts,
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def written(path: Path, **values: Any) -> JsonSettingsStore:
    path.write_text(json.dumps(values), encoding="utf-8")
    return JsonSettingsStore(path)


@given(settings=settings_values)
def test_what_was_saved_comes_back(tmp_path_factory: pytest.TempPathFactory, settings: Settings) -> None:
    path = tmp_path_factory.mktemp("profile") / "settings.json"
    JsonSettingsStore(path).save(settings)
    assert JsonSettingsStore(path).load() == settings


def test_types_survive_a_restart(path: Path) -> None:
    JsonSettingsStore(path).save(
        Settings(stream=False, zoom_percent=120, temperature=0.0, accounts=(ACCOUNT,))
    )
    loaded = JsonSettingsStore(path).load()
    assert loaded.stream is False
    assert type(loaded.zoom_percent) is int
    assert loaded.temperature == 0.0
    assert loaded.accounts == (ACCOUNT,)


def test_without_a_file_everything_is_at_its_default(path: Path) -> None:
    assert JsonSettingsStore(path).load() == Settings()


def test_the_file_is_its_owner_s_alone(path: Path) -> None:
    JsonSettingsStore(path).save(Settings())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "sepia"),
        ("theme", 5),
        ("stream", "false"),
        ("stream", 1),
        ("zoom_percent", 79),
        ("zoom_percent", 100.0),
        ("zoom_percent", True),
        ("zoom_percent", None),
        ("temperature", 1.01),
        ("temperature", "0.3"),
        ("temperature", 10**400),
        ("max_tokens", 0),
        ("model", None),
        ("saved_roles", {"name": "x"}),
        ("saved_prompts", {"name": "x"}),
        ("texts", 5),
        ("texts", {"tone": "loud"}),
        ("texts", {"requests_at_once": 4}),
    ],
)
def test_one_bad_value_costs_only_itself(path: Path, name: str, value: object) -> None:
    loaded = written(path, **{"role": "Переводчик", "language": "ru", name: value}).load()
    assert loaded == Settings(role="Переводчик", language=Language.RUSSIAN)


def test_one_bad_account_costs_only_itself(path: Path) -> None:
    good = {"id": "a1", "name": "", "kind": "api-key", "folder_id": "f", "origin": "o"}
    loaded = written(path, accounts=[5, {"id": "a2"}, {**good, "kind": "passport"}, good]).load()
    assert [account.id for account in loaded.accounts] == ["a1"]


def test_keys_of_a_newer_version_survive_a_save(path: Path) -> None:
    account = {"id": "a1", "name": "", "kind": "api-key", "folder_id": "f", "origin": "o", "colour": "red"}
    store = written(path, future={"x": [1]}, accounts=[account])
    store.save(replace(store.load(), theme=Theme.DARK, account_id="a1"))
    kept = json.loads(path.read_text())
    assert kept["future"] == {"x": [1]}
    assert kept["accounts"] == [account]
    assert kept["theme"] == "dark"


def test_a_choice_of_a_newer_version_survives_until_the_person_changes_it(path: Path) -> None:
    store = written(path, theme="sepia")
    store.save(replace(store.load(), role="Редактор"))
    assert json.loads(path.read_text())["theme"] == "sepia"
    store.save(replace(store.load(), theme=Theme.LIGHT))
    assert json.loads(path.read_text())["theme"] == "light"


def test_an_account_of_a_newer_kind_survives_a_new_account_beside_it(path: Path) -> None:
    newer = {"id": "a9", "name": "", "kind": "key-file", "folder_id": "f", "origin": "o"}
    store = written(path, accounts=[newer])
    store.save(replace(store.load(), accounts=(ACCOUNT,)))
    assert [account["id"] for account in json.loads(path.read_text())["accounts"]] == ["a1", "a9"]
    assert store.load().accounts == (ACCOUNT,)


def test_a_removed_account_is_gone(path: Path) -> None:
    store = JsonSettingsStore(path)
    store.save(Settings(accounts=(ACCOUNT,)))
    store.save(Settings())
    assert "a1" not in path.read_text()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_json_is_set_aside_and_not_written_over(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    store = JsonSettingsStore(path)
    assert store.load() == Settings()
    store.save(Settings(role="Корректор"))
    assert store.load().role == "Корректор"
    assert (path.parent / "settings.damaged.json").read_bytes() == content


def test_a_file_that_cannot_be_read_is_not_taken_for_an_empty_one(path: Path) -> None:
    path.mkdir()
    store = JsonSettingsStore(path)
    assert store.load() == Settings()
    with pytest.raises(StorageError):
        store.save(Settings())


def test_half_a_surrogate_pair_is_kept(path: Path) -> None:
    JsonSettingsStore(path).save(Settings(role="\ud83d!"))
    assert JsonSettingsStore(path).load().role == "\ud83d!"


@given(raw=st.dictionaries(st.sampled_from([spec.name for spec in fields(Settings)]), json_values))
def test_no_json_whatever_makes_loading_or_saving_fail(
    tmp_path_factory: pytest.TempPathFactory, raw: dict[str, Any]
) -> None:
    path = tmp_path_factory.mktemp("profile") / "settings.json"
    store = written(path, **raw)
    loaded = store.load()
    store.save(loaded)
    assert store.load() == loaded
    kept = json.loads(path.read_text())
    assert json.dumps({name: kept[name] for name in raw}) == json.dumps(raw)


def test_one_bad_value_of_the_text_tools_costs_only_itself(path: Path) -> None:
    loaded = written(path, texts={"tone": "loud", "yo": "always", "chunk_tokens": 1, "tray": False}).load()
    assert loaded == Settings(texts=TextSettings(yo=YoPolicy.ALWAYS, tray=False))


def test_what_a_newer_version_knows_of_the_text_tools_survives_a_save(path: Path) -> None:
    store = written(path, texts={"tone": "loud", "future": 1})
    store.save(replace(store.load(), texts=TextSettings(yo=YoPolicy.ALWAYS)))
    kept = json.loads(path.read_text())["texts"]
    assert (kept["tone"], kept["future"], kept["yo"]) == ("loud", 1, "always")


def test_roles_of_an_earlier_version_become_saved_prompts(path: Path) -> None:
    store = written(path, saved_roles=[{"name": "Поэт", "text": "Отвечай стихами."}, {"name": 5}, "x"])
    (role,) = store.load().saved_roles
    assert (role.name, role.text, role.use) == ("Поэт", "Отвечай стихами.", PromptUse.ROLE)
    assert store.load().saved_roles == (role,)


def test_a_role_of_an_earlier_version_that_was_taken_away_does_not_come_back(path: Path) -> None:
    store = written(path, saved_roles=[{"name": "Поэт", "text": "Отвечай стихами."}, "not ours"])
    store.save(replace(store.load(), saved_prompts=()))
    assert store.load() == Settings()
    assert json.loads(path.read_text())["saved_roles"] == ["not ours"]


def test_old_roles_stand_before_the_prompts_that_are_there_and_none_twice(path: Path) -> None:
    old = [
        {"name": "Поэт", "text": "стихи"},
        {"name": "Поэт", "text": "стихи"},
        {"name": "\ud800", "text": ""},
    ]
    store = written(path, saved_roles=old, saved_prompts=[{"id": "a", "name": "Кратко", "text": "короче"}])
    assert [prompt.name for prompt in store.load().saved_prompts] == ["Поэт", "\ud800", "Кратко"]
    store.save(store.load())
    again = json.loads(path.read_text())
    path.write_text(json.dumps({**again, "saved_roles": old}))
    assert len(store.load().saved_prompts) == 3


@pytest.mark.parametrize("moment", ["yesterday", 5, "2026-11-23T10:00:00"])
def test_a_version_without_its_moment_costs_itself_alone(path: Path, moment: object) -> None:
    good = {"text": "b", "saved_at": "2026-11-23T10:00:00+03:00"}
    prompt = {"id": "a", "name": "n", "text": "t", "versions": [{"text": "a", "saved_at": moment}, good]}
    (loaded,) = written(path, saved_prompts=[prompt]).load().saved_prompts
    assert loaded.versions == (PromptVersion("b", datetime.fromisoformat("2026-11-23T07:00:00+00:00")),)
