"""The bill of materials."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import sbom

TOOL = Path(sbom.__file__).resolve()


def run(out: Path, *options: str, epoch: str = "1700000000") -> dict:
    env = {**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONHASHSEED": "random"}
    subprocess.run([sys.executable, TOOL, "-o", out, *options], check=True, capture_output=True, env=env)
    return json.loads(out.read_text("utf8"))


def test_two_runs_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        run(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_it_names_every_locked_thing_with_its_hashes(tmp_path):
    told = run(tmp_path / "bill.json")
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.5")
    assert told["metadata"]["component"]["version"] == sbom.own_version()
    assert told["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    names = {one["name"] for one in told["components"]}
    assert {"grpcio", "pyside6-essentials", "cryptography", "apsw"} <= names
    for one in told["components"]:
        assert one["hashes"]
        assert all(len(each["content"]) == 64 for each in one["hashes"])
    references = [one["bom-ref"] for one in told["components"]]
    assert len(set(references)) == len(references)
    needed = {each for one in told["dependencies"] for each in one["dependsOn"]}
    assert needed == set(references)


def test_of_what_is_installed_it_tells_the_licences(tmp_path):
    told = run(tmp_path / "bill.json", "--installed")
    by_name = {one["name"]: one for one in told["components"]}
    assert by_name["httpx"]["licenses"] == [{"license": {"name": "BSD License"}}]
    assert all(one.get("licenses") for one in told["components"])
    assert by_name["python"]["version"] == platform.python_version()
    (own,) = (one for one in told["dependencies"] if one["ref"].startswith("pkg:generic/yagpt-desktop@"))
    assert by_name["python"]["bom-ref"] in own["dependsOn"]
