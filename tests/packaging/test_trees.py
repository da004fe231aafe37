"""What differs between two folders is found, whatever it is."""

import shutil

import pytest

import trees


@pytest.fixture
def two(tmp_path):
    one = tmp_path / "one"
    (one / "inner").mkdir(parents=True)
    (one / "inner" / "file").write_text("the same")
    (one / "link").symlink_to("inner/file")
    other = shutil.copytree(one, tmp_path / "other", symlinks=True)
    return one, other


def test_a_copy_does_not_differ(two):
    assert trees.differences(*two) == []
    assert set(trees.inventory(two[0])) == {"inner", "inner/file", "link"}


@pytest.mark.parametrize(
    ("path", "change"),
    [
        ("inner/file", lambda other: (other / "inner/file").write_text("the sama")),
        ("inner/file", lambda other: (other / "inner/file").chmod(0o700)),
        ("inner", lambda other: (other / "inner").chmod(0o700)),
        ("inner/file", lambda other: (other / "inner/file").unlink()),
        ("new", lambda other: (other / "new").touch()),
        ("link", lambda other: ((other / "link").unlink(), (other / "link").symlink_to("elsewhere"))),
        ("link", lambda other: ((other / "link").unlink(), (other / "link").write_text("the same"))),
    ],
    ids=["contents", "permission", "permission of a folder", "lacking", "more", "target", "kind"],
)
def test_any_difference_is_named(two, path, change):
    change(two[1])
    assert trees.differences(*two) == [path]
