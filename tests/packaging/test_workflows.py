"""The workflows, as far as they can be judged without the service that runs them."""

from __future__ import annotations

import functools
import importlib.util
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import build
import build_facts

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
KEY = re.compile(r"^(?P<indent> *)(?P<dash>- )?(?P<name>[A-Za-z_][\w-]*):(?: (?P<value>.*))?$")
ITEM = re.compile(r"^ *- \S.*$")
TOP = {"name", "on", "permissions", "concurrency", "env", "jobs"}
OF_A_STEP = {"name", "uses", "with", "run", "env", "shell", "if", "id"}
OF_A_JOB = {
    "runs-on",
    "container",
    "needs",
    "steps",
    "strategy",
    "timeout-minutes",
    "env",
    "permissions",
    "uses",
}


def entries(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each key with its indent and value; a block of lines is one value."""
    lines = iter([*text.splitlines(), "end:"])
    line = next(lines)
    while True:
        if not line.strip() or line.lstrip().startswith("#") or (ITEM.match(line) and not KEY.match(line)):
            line = next(lines)
            continue
        found = KEY.match(line)
        assert found, f"not understood: {line!r}"
        indent = len(found["indent"]) + len(found["dash"] or "")
        value = found["value"] or ""
        if found["name"] == "end":
            return
        line = next(lines)
        if value == "|":
            block = []
            while not line.strip() or len(line) - len(line.lstrip()) > indent:
                block.append(line.strip())
                line = next(lines)
            value = "\n".join(block)
        yield indent, found["name"], value


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def text(request):
    return request.param.read_text("utf8")


def test_there_are_three():
    assert [path.stem for path in FILES] == ["publish", "release", "tests"]


def test_it_is_plain_yaml_of_known_words(text):
    assert "\t" not in text
    keys = list(entries(text))
    assert {name for indent, name, _ in keys if indent == 0} <= TOP
    assert {"name", "on", "permissions", "jobs"} <= {name for indent, name, _ in keys if indent == 0}
    assert all(indent % 2 == 0 for indent, _, _ in keys)
    jobs = text.partition("\njobs:\n")[2]
    assert {name for indent, name, _ in entries(jobs) if indent == 4} <= OF_A_JOB
    assert {name for indent, name, _ in entries(jobs) if indent == 8} - {"os", "YAGPT", "python-version"} <= (
        OF_A_STEP
    ) | {"fail-fast", "matrix"}


def test_jobs_need_jobs_that_are_there(text):
    jobs = text.partition("\njobs:\n")[2]
    names = {name for indent, name, _ in entries(jobs) if indent == 2}
    for _, name, value in entries(jobs):
        if name == "needs":
            assert set(re.findall(r"[a-z]+", value)) <= names


def test_foreign_actions_are_named_by_a_commit(text):
    for _, name, value in entries(text):
        if name == "uses" and not value.startswith("./"):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", value), value
        elif name == "uses":
            assert (ROOT / value).is_file()


def test_the_scripts_it_runs_are_there(text):
    runs = [value for _, name, value in entries(text) if name == "run"]
    assert runs
    for script in re.findall(r"(?:packaging|\.ci|tests)/[\w./-]+|\.ci/run", "\n".join(runs)):
        assert (ROOT / script).exists(), script


def test_only_hashed_requirements_are_installed(text):
    for line in text.splitlines():
        if "pip install" in line:
            assert "--require-hashes -r packaging/requirements" in line


def test_nothing_from_outside_is_put_into_a_command(text):
    # A tag or a secret inside a script is text of a program; it comes in through the environment alone.
    for _, name, value in entries(text):
        if name == "run":
            assert "${{" not in value


def test_writing_is_allowed_where_a_release_is_made_and_nowhere_else(text):
    assert re.search(r"^permissions:\n  contents: read$", text, re.MULTILINE)
    for job in re.split(r"\n  (?=[a-z]+:\n)", text.partition("\njobs:\n")[2]):
        assert ("contents: write" in job) == ("gh release create" in job or "gh release edit" in job)


# --- what is called is there, with these options, and writes where the next step looks ---

NO_ARGPARSE = {"dev.py", "prove.py", "resources.py", "sign.py"}


def commands(text: str) -> Iterator[list[str]]:
    """Yield the words of each command of a workflow that runs one of our scripts."""
    for _, name, value in entries(text):
        if name == "run":
            for line in value.splitlines():
                words = shlex.split(line)
                at = [
                    place for place, word in enumerate(words) if re.fullmatch(r"packaging/[\w/]+\.py", word)
                ]
                if at:
                    yield words[at[0] :]


@functools.cache
def help_of(script: str, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, ROOT / script, *words, "--help"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def check_call(script: str, words: list[str]) -> None:
    """Hold a call against what the script says of itself."""
    assert (ROOT / script).is_file(), script
    if Path(script).name in NO_ARGPARSE:
        return
    told = help_of(script)
    choices = re.search(r"\{([\w,-]+)\}", told)
    if choices and words and not words[0].startswith("-"):
        assert words[0] in choices[1].split(","), (script, words)
        told = help_of(script, words[0])
    for option in (word for word in words if word.startswith("-")):
        assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", told), (script, option)


def test_every_script_is_called_as_it_can_be(text):
    for script, *words in commands(text):
        check_call(script, words)


def test_dev_py_is_called_by_words_it_knows(text):
    usage = help_of_dev()
    for script, *words in commands(text):
        if script.endswith("dev.py"):
            assert f"dev.py {words[0]}" in usage


def help_of_dev() -> str:
    done = subprocess.run(
        [sys.executable, ROOT / "packaging/dev.py"], capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def test_a_wrong_option_would_be_seen():
    with pytest.raises(AssertionError):
        check_call("packaging/build.py", ["--prove"])
    with pytest.raises(AssertionError):
        check_call("packaging/release.py", ["made-up"])


def jobs_of(name: str) -> dict[str, str]:
    text = (ROOT / ".github/workflows" / name).read_text("utf8").partition("\njobs:\n")[2]
    pieces = re.split(r"^  (?=[a-z]+:$)", text, flags=re.MULTILINE)[1:]
    return {piece.partition(":")[0]: piece for piece in pieces}


def uploaded_from(job: str) -> str:
    return re.search(r"uses: actions/upload-artifact.*?\n +path: (\S+)", job, re.DOTALL)[1].rstrip("/")


def test_what_is_uploaded_is_what_was_written():
    jobs = jobs_of("release.yml")
    linux = (build.WORK / "packages").relative_to(ROOT).as_posix()
    assert uploaded_from(jobs["linux"]) == linux
    # It was written by root.
    assert f'chown -R "$(id -u):$(id -g)" {linux}' in jobs["linux"]
    assert (build.WORK / "venv/bin/python").relative_to(ROOT).as_posix() in jobs["linux"]
    for name in ("windows", "macos"):
        assert f"make.py --out {uploaded_from(jobs[name])} --publish" in jobs[name]
    for name in ("linux", "windows", "macos"):
        (bill,) = re.findall(r"sbom.py --installed -o (\S+)", jobs[name])
        assert bill.rpartition("/")[0] == uploaded_from(jobs[name])
        assert "SOURCE_DATE_EPOCH" in jobs[name]
    folder = re.search(r"download-artifact.*?\n +path: (\S+)", jobs["draft"], re.DOTALL)[1]
    assert f"release.py sums {folder}" in jobs["draft"]
    assert f"{folder}/*" in jobs["draft"]
    (published,) = jobs_of("publish.yml").values()
    assert f"--dir {folder}" in published
    assert f"release.py check {folder}" in published
    assert f"verify-file {folder}/SHA256SUMS" in published


def test_the_definitions_for_other_builders_take_what_a_build_leaves():
    tree = (build.WORK / "tree").relative_to(ROOT).as_posix()
    flatpak = ROOT / "packaging/flatpak/yagpt-desktop.yaml"
    path = re.search(r"type: dir\n +path: (\S+)", flatpak.read_text("utf8"))[1]
    assert (flatpak.parent / path).resolve() == (ROOT / tree).resolve()
    script = (ROOT / "packaging/appimage/build.sh").read_text("utf8")
    assert f"TREE: {tree}\n" in script
    made = (ROOT / "packaging/linux_tree.py").read_text("utf8")
    for part in re.findall(r"\$tree/usr/share/(\w+)/", script):
        assert f'share / "{part}"' in made, part
    for script in (ROOT / "packaging/appimage").iterdir():
        assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


@pytest.mark.parametrize("system", ["windows", "macos"])
def test_the_other_systems_builds_call_what_is_there(system, tmp_path, monkeypatch, qapp):
    folder = ROOT / "packaging" / system
    monkeypatch.syspath_prepend(str(folder))
    spec = importlib.util.spec_from_file_location(f"{system}_make_called", folder / "make.py")
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    called, given = [], {}

    def run(command, settings=None):
        called.append([str(word) for word in command])
        given.update(settings or {})

    monkeypatch.setattr(make, "run", run)
    monkeypatch.setattr(build_facts, "package_with_facts", lambda work: work / "package")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr("sys.platform", "win32" if system == "windows" else "darwin")
        made = make.freeze(tmp_path, "1.2.3")
        if system == "macos":
            make.make(made, tmp_path / "out", "1.2.3")
    for command in called:
        for place, word in enumerate(command):
            if word.endswith(".py"):
                check_call(Path(word).relative_to(ROOT).as_posix(), command[place + 1 :])
    (frozen,) = (command for command in called if "PyInstaller" in command)
    assert Path(frozen[-1]).is_file()
    told = Path(frozen[-1]).read_text("utf8") + (ROOT / "packaging/bundle.spec").read_text("utf8")
    assert set(re.findall(r'environ(?:\.get\(|\[)"(YAGPT_\w+)"', told)) - {"YAGPT_MAC_IDENTITY"} == set(given)
    collected = next(command for command in called if "licences.py" in command[1])
    assert Path(collected[-1]).is_relative_to(made)
    # Nothing is called good that has not tested itself.
    assert any(command[1:] == ["--self-test"] and Path(command[0]).is_relative_to(made) for command in called)
