import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev
import system_pieces

LOCK_TEXT = "six==1.17.0 --hash=sha256:0\n"


def made_venv(folder: Path, version: str) -> Path:
    python = dev.venv_python(folder)
    python.parent.mkdir(parents=True)
    python.touch()
    python.with_name("pip").with_suffix(python.suffix).touch()
    (folder / "pyvenv.cfg").write_text(f"home = somewhere\nversion = {version}\n", encoding="utf-8")
    return folder


def test_an_environment_of_the_same_python_is_kept(tmp_path):
    assert dev.is_usable(made_venv(tmp_path, "3.11.7"), (3, 11))


def test_an_environment_of_another_python_is_made_again(tmp_path):
    assert not dev.is_usable(made_venv(tmp_path, "3.1.1"), (3, 11))


def test_an_environment_whose_python_was_removed_is_made_again(tmp_path):
    venv = made_venv(tmp_path, "3.11.7")
    dev.venv_python(venv).unlink()
    dev.venv_python(venv).symlink_to(tmp_path / "gone")
    assert not dev.is_usable(venv, (3, 11))


def test_an_environment_whose_making_was_broken_off_is_made_again(tmp_path):
    venv = made_venv(tmp_path, "3.11.7")
    for pip in dev.venv_python(venv).parent.glob("pip*"):
        pip.unlink()
    assert not dev.is_usable(venv, (3, 11))


def test_no_environment_is_none(tmp_path):
    assert not dev.is_usable(tmp_path / ".venv", (3, 11))


def test_a_changed_lock_is_installed_again(tmp_path):
    stamp, lock = tmp_path / "stamp", tmp_path / "lock"
    lock.write_text(LOCK_TEXT, encoding="utf-8")
    assert not dev.is_installed(stamp, lock)
    stamp.write_text(dev.digest(lock) + "\n", encoding="utf-8")
    assert dev.is_installed(stamp, lock)
    lock.write_text(LOCK_TEXT + "# changed\n", encoding="utf-8")
    assert not dev.is_installed(stamp, lock)


def test_the_test_requirements_serve_the_program_but_not_the_reverse(tmp_path):
    stamp, run_lock, test_lock = tmp_path / "stamp", tmp_path / "run", tmp_path / "test"
    run_lock.write_text(LOCK_TEXT, encoding="utf-8")
    test_lock.write_text(LOCK_TEXT + "pytest==9.2.0\n", encoding="utf-8")
    stamp.write_text(dev.digest(test_lock), encoding="utf-8")
    assert dev.is_installed(stamp, run_lock, test_lock)
    stamp.write_text(dev.digest(run_lock), encoding="utf-8")
    assert not dev.is_installed(stamp, test_lock)


def test_what_serves_is_not_installed_twice(tmp_path, capsys):
    lock = tmp_path / "lock"
    lock.write_text(LOCK_TEXT, encoding="utf-8")
    (tmp_path / "yagpt-requirements.sha256").write_text(dev.digest(lock), encoding="utf-8")
    dev.install(tmp_path, lock)
    assert capsys.readouterr().err == ""


def test_the_tree_is_importable_wherever_it_was_moved_to(tmp_path):
    site = tmp_path / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
    if os.name == "nt":
        site = tmp_path / "Lib" / "site-packages"
    site.mkdir(parents=True)
    for root in (tmp_path / "before", tmp_path / "after"):
        dev.make_importable(tmp_path, root)
        assert (site / "yagpt_desktop_tree.pth").read_text(encoding="utf-8") == f"{root}\n"


def test_a_command_that_succeeds_says_nothing(capfd):
    dev.Quietly([sys.executable, "-c", "print('noise')"]).wait()
    assert capfd.readouterr() == ("", "")


def test_a_command_that_fails_says_what_it_printed():
    failing = dev.Quietly([sys.executable, "-c", "import sys; print('no such hash'); sys.exit(3)"])
    with pytest.raises(dev.Stop, match=r"(?s)no such hash.*failed with 3"):
        failing.wait()


def test_benchmarks_are_the_modules_without_an_underscore(tmp_path):
    for name in ("transcript.py", "history.py", "_table.py", "notes.txt"):
        (tmp_path / name).touch()
    assert dev.benchmarks(tmp_path) == ["history", "transcript"]


def test_an_unknown_benchmark_ends_with_2_and_the_names(capsys):
    assert dev.main(["bench", "no-such-benchmark"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("dev: benchmarks: ")


@pytest.mark.parametrize("arguments", [[], ["start"]])
def test_wrong_usage_ends_with_2_and_the_usage(arguments, capsys):
    assert dev.main(arguments) == 2
    assert "dev.py run [ARGS" in capsys.readouterr().err


def test_an_old_python_is_refused_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    assert dev.main(["run"]) == 1
    line = capsys.readouterr().err
    assert "3.11 or newer" in line
    assert line.count("\n") == 1


def test_it_starts_without_anything_installed():
    """-I and -S: the standard library alone."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", dev.__file__, "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("usage: ")


def test_without_a_display_only_the_terminal_is_made_ready():
    assert system_pieces.needed_to_run({}) == system_pieces.TERMINAL


def test_a_display_asks_for_its_own_pieces():
    packages = {piece.package for piece in system_pieces.needed_to_run({"DISPLAY": ":0"})}
    assert {"libgl1", "libxcb-cursor0"} <= packages
    assert "libwayland-egl1" not in packages
    assert set(system_pieces.WAYLAND) <= set(system_pieces.needed_to_run({"WAYLAND_DISPLAY": "wayland-0"}))


def test_an_offscreen_window_needs_no_x11():
    needed = set(system_pieces.needed_to_run({"QT_QPA_PLATFORM": "offscreen"}))
    assert set(system_pieces.WINDOW) <= needed
    assert not needed & set(system_pieces.X11)


def test_presence_is_what_works_whatever_the_package_is_called(tmp_path):
    assert system_pieces.is_present(str(tmp_path))
    assert not system_pieces.is_present(str(tmp_path / "nothing"))
    assert not system_pieces.is_present("yagpt-no-such-program")
    assert not system_pieces.is_present("libyagpt-no-such.so.0")


def test_the_person_gets_one_line_with_the_packages(monkeypatch, tmp_path):
    (tmp_path / "apt-get").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    line = system_pieces.advice([system_pieces.Piece("libgl1", "libGL.so.1")])
    assert line.startswith("sudo apt-get ")
    assert line.endswith(" libgl1")
    assert "\n" not in line


def test_elsewhere_than_on_debian_the_advice_names_what_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    line = system_pieces.advice([system_pieces.Piece("libgl1", "libGL.so.1")])
    assert "libGL.so.1" in line
    assert "apt" not in line
