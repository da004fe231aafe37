"""An environment in which ``keyring`` itself would load foreign code, and gRPC would print every header."""

from __future__ import annotations

from pathlib import Path

_FOREIGN = """
import pathlib
pathlib.Path({marker!r}).write_text(__name__)

class Keyring:
    priority = 99
    def get_password(self, service, username): return None
    def set_password(self, service, username, password): pathlib.Path({marker!r}).write_text(password)
    def delete_password(self, service, username): pass
    def set_properties_from_env(self): pass
"""
_ENTRY_POINTS = "[keyring.backends]\nforeign = foreign_keyring\n"
_METADATA = "Metadata-Version: 2.1\nName: foreign-keyring\nVersion: 1.0\n"


def prepare(folder: Path, config_home: Path) -> tuple[dict[str, str], Path]:
    """Write the foreign code; return the environment and the file that appears if any of it runs.

    ``foreign_keyring`` is named by environment, configuration and an entry point; ``keyrings.alt`` is where
    the plain-text backends live.
    """
    marker = folder / "foreign-code-ran"
    code = _FOREIGN.format(marker=str(marker))
    on_path, by_config = folder / "on-path", folder / "by-config"
    for file in (
        on_path / "foreign_keyring.py",
        on_path / "keyrings" / "alt" / "__init__.py",
        on_path / "keyrings" / "alt" / "file.py",
        by_config / "foreign_config_keyring.py",
    ):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(code)
    metadata = on_path / "foreign_keyring-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(_METADATA)
    (metadata / "entry_points.txt").write_text(_ENTRY_POINTS)
    config = config_home / "python_keyring" / "keyringrc.cfg"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(
        f"[backend]\ndefault-keyring=foreign_config_keyring.Keyring\nkeyring-path={by_config}\n"
    )
    env = {
        "GRPC_TRACE": "all",
        "GRPC_VERBOSITY": "DEBUG",
        "PYTHON_KEYRING_BACKEND": "foreign_keyring.Keyring",
        "PYTHONPATH": str(on_path),
    }
    return env, marker
