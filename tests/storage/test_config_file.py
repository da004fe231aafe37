from __future__ import annotations

import os
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yagpt_desktop.domain.config import Config
from yagpt_desktop.domain.errors import ConfigurationInvalid, Expected, InputUnreadable
from yagpt_desktop.storage import config_file
from yagpt_desktop.storage.config_file import LoadedConfig, load_config, system_config_files
from yagpt_desktop.storage.profile import Profile


@pytest.fixture(autouse=True)
def no_system_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "system" / "config.toml"
    monkeypatch.setattr(config_file, "system_config_files", lambda: (path,))
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    folder = tmp_path / "profile"
    folder.mkdir()
    return Profile(folder)


def loaded(profile: Profile, text: str | bytes) -> LoadedConfig:
    content = text if isinstance(text, bytes) else text.encode()
    profile.config_file.write_bytes(content)
    return load_config(None, {}, profile)


def proxy_file(path: Path, port: int) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'[network]\nproxy = "http://proxy.example:{port}"\n')
    return path


def test_without_a_file_everything_is_at_its_default(profile: Profile) -> None:
    assert load_config(None, {}, profile) == LoadedConfig(Config())


def test_the_first_file_of_four_places_is_read(
    profile: Profile, tmp_path: Path, no_system_file: Path
) -> None:
    def port_with(explicit: Path | None, environ: dict[str, str]) -> str:
        return load_config(explicit, environ, profile).config.network.proxy[-1]

    proxy_file(no_system_file, 4)
    assert port_with(None, {}) == "4"
    proxy_file(profile.config_file, 3)
    assert port_with(None, {"YAGPT_CONFIG": ""}) == "3"
    environ = {"YAGPT_CONFIG": str(proxy_file(tmp_path / "environment.toml", 2))}
    assert port_with(None, environ) == "2"
    assert port_with(proxy_file(tmp_path / "option.toml", 1), environ) == "1"


def test_a_named_file_that_is_not_there_is_an_error(profile: Profile, tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable) as caught:
        load_config(tmp_path / "gone.toml", {}, profile)
    assert caught.value.path == str(tmp_path / "gone.toml")


def test_every_documented_value_is_read(profile: Profile) -> None:
    (profile.folder / "roots.pem").write_text("")
    found = loaded(
        profile,
        """
        [endpoints]
        grpc = "127.0.0.1:50051"
        rest = "http://127.0.0.1:8080/"
        openai = "https://ai.example/v1"
        operation_grpc = "[::1]:443"
        [network]
        proxy = "http://user@proxy.example:3128"
        ca_file = "roots.pem"
        first_token_timeout_s = 5
        silence_timeout_s = 0.5
        [privacy]
        data_logging = true
        """,
    )
    assert found.unknown_keys == ()
    assert found.config.endpoints.grpc == "127.0.0.1:50051"
    assert found.config.endpoints.rest == "http://127.0.0.1:8080"
    assert found.config.endpoints.iam == "https://iam.api.cloud.yandex.net"
    assert found.config.network.ca_file == str(profile.folder / "roots.pem")
    assert found.config.network.first_token_timeout_s == 5.0
    assert found.config.privacy.data_logging is True


def test_notepad_s_byte_order_mark_is_no_obstacle(profile: Profile) -> None:
    assert loaded(profile, b"\xef\xbb\xbf[privacy]\r\ndata_logging = true\r\n").config.privacy.data_logging


def test_unknown_keys_are_named_with_their_lines_and_do_not_stop(profile: Profile) -> None:
    found = loaded(
        profile,
        '# first line\n[network]\nproxy = "none"\nproxi = """\nproxy = 1\n"""\n\n[extra]\nx = 1\n'
        '[endpoints]\n"gr pc" = "a"\n',
    )
    assert found.config.network.proxy == "none"
    assert [(unknown.key, unknown.line) for unknown in found.unknown_keys] == [
        ("network.proxi", 4),
        ("extra", 8),
        ("endpoints.gr pc", 11),
    ]


@pytest.mark.parametrize(
    ("text", "key", "line", "expected"),
    [
        ("network = 5", "network", 1, Expected.TABLE),
        ("[endpoints]\ngrpc = 443", "endpoints.grpc", 2, Expected.TEXT),
        ('[endpoints]\ngrpc = "a:99999"', "endpoints.grpc", 2, Expected.HOST_PORT),
        ('[endpoints]\ngrpc = "http://llm.example:80"', "endpoints.grpc", 2, Expected.TLS),
        ('[endpoints]\n\nrest = "llm.example"', "endpoints.rest", 3, Expected.URL),
        ('[endpoints]\nrest = "http://llm.example"', "endpoints.rest", 2, Expected.TLS),
        ('[endpoints]\nrest = "http://127.0.0.1.evil.example"', "endpoints.rest", 2, Expected.TLS),
        ('[endpoints]\nrest = "http://localhost@evil.example"', "endpoints.rest", 2, Expected.URL),
        ('[endpoints]\nrest = "ftp://localhost"', "endpoints.rest", 2, Expected.URL),
        ('[endpoints]\niam = "http://[::1"', "endpoints.iam", 2, Expected.URL),
        ('[network]\nproxy = "proxy:3128"', "network.proxy", 2, Expected.PROXY),
        ("[network]\nproxy = true", "network.proxy", 2, Expected.TEXT),
        ('[network]\nca_file = "gone.pem"', "network.ca_file", 2, Expected.FILE),
        ("network.silence_timeout_s = 0", "network.silence_timeout_s", 1, Expected.SECONDS),
        ("network.silence_timeout_s = inf", "network.silence_timeout_s", 1, Expected.SECONDS),
        ("network.silence_timeout_s = nan", "network.silence_timeout_s", 1, Expected.SECONDS),
        ("network.silence_timeout_s = true", "network.silence_timeout_s", 1, Expected.SECONDS),
        ('network = { total_timeout_s = "60" }', "network.total_timeout_s", 1, Expected.SECONDS),
        ('[privacy]\ndata_logging = "no"', "privacy.data_logging", 2, Expected.SWITCH),
    ],
)
def test_a_wrong_value_is_named_with_file_line_key_and_what_belongs_there(
    profile: Profile, text: str, key: str, line: int, expected: Expected
) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        loaded(profile, text)
    error = caught.value
    assert (error.path, error.key, error.line, error.expected) == (
        str(profile.config_file),
        key,
        line,
        expected,
    )
    assert all(part in error.detail for part in (str(profile.config_file), key, expected.value))


@pytest.mark.parametrize(
    ("text", "line"), [("a = 1\nb = \n", 2), ('a = """', 1), (b"a = 1\n# \xff\n", 2), ("[a]\n[a]\n", 2)]
)
def test_a_broken_file_is_named_with_its_line(profile: Profile, text: str | bytes, line: int) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        loaded(profile, text)
    assert (caught.value.path, caught.value.line) == (str(profile.config_file), line)
    assert caught.value.expected is Expected.TOML


@pytest.mark.parametrize("address", ["localhost:1", "127.0.0.1:50051", "[::1]:50051", "127.8.8.8:1"])
def test_loopback_may_go_without_tls(profile: Profile, address: str) -> None:
    found = loaded(profile, f'[endpoints]\ngrpc = "{address}"\nrest = "http://{address}"\n')
    assert found.config.endpoints.rest == f"http://{address}"


@given(text=st.text(max_size=200))
def test_no_text_whatever_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    profile = Profile(tmp_path_factory.mktemp("profile"))
    try:
        loaded(profile, text.encode("utf-8", "surrogatepass"))
    except ConfigurationInvalid as error:
        assert error.line >= 0


def test_every_folder_of_the_system_s_configuration_is_searched_the_foremost_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # As Ubuntu's desktop sets it: its own folder, in which nobody puts our file, stands before /etc/xdg.
    def site_config_dir(name: str, *, appauthor: bool, multipath: bool) -> str:
        assert multipath
        assert not appauthor
        return os.pathsep.join(str(tmp_path / folder / name) for folder in ("desktop", "system"))

    monkeypatch.setattr(platformdirs, "site_config_dir", site_config_dir)
    assert system_config_files() == tuple(
        tmp_path / folder / "yagpt-desktop" / "config.toml" for folder in ("desktop", "system")
    )


def test_the_first_system_file_that_is_there_is_read(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = (tmp_path / "desktop" / "config.toml", tmp_path / "system" / "config.toml")
    monkeypatch.setattr(config_file, "system_config_files", lambda: files)
    assert load_config(None, {}, profile).path is None
    proxy_file(files[1], 2)
    assert load_config(None, {}, profile).path == files[1]
    proxy_file(files[0], 1)
    assert load_config(None, {}, profile).path == files[0]


def test_a_system_folder_that_is_closed_to_the_person_is_passed_over(
    profile: Profile, no_system_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: Path) -> bool:
        raise PermissionError

    monkeypatch.setattr(Path, "exists", closed)
    assert load_config(None, {}, profile) == LoadedConfig(Config())
