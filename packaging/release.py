"""What a release is held to: its tag, and the sums of its files.

``python3 packaging/release.py tag v1.2.3``   exit 1 unless that is the program's version
``python3 packaging/release.py sums FOLDER``  write SHA256SUMS of every file in it
``python3 packaging/release.py check FOLDER`` exit 1 unless the sums name exactly the files there, and hold,
                                              and no file calls itself unsigned

Standard library only.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from sbom import own_version

SUMS = "SHA256SUMS"
_NOT_SUMMED = {SUMS, f"{SUMS}.sig"}


def tag_problem(tag: str, version: str) -> str:
    """Say what is wrong with a tag; "" for nothing."""
    return "" if tag == f"v{version}" else f"the tag {tag} is not v{version}, the version of the program"


def sums_text(folder: Path) -> str:
    """Return the sums of a folder's files, as sha256sum writes and reads them."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name not in _NOT_SUMMED)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def problem_in(folder: Path) -> str:
    """Say what keeps a folder from being published; "" for nothing."""
    if not (folder / SUMS).is_file():
        return f"there is no {SUMS}"
    unsigned = sorted(path.name for path in folder.iterdir() if "unsigned" in path.name)
    if unsigned:
        return f"unsigned: {', '.join(unsigned)}"
    told = (folder / SUMS).read_text("utf8")
    if told != sums_text(folder) or not told:
        return f"{SUMS} does not name exactly these files, as they are"
    return ""


def main() -> int:
    """Do one of the three."""
    parser = argparse.ArgumentParser(description="What a release is held to.")
    acts = parser.add_subparsers(dest="act", required=True)
    acts.add_parser("tag").add_argument("tag")
    for name in ("sums", "check"):
        acts.add_parser(name).add_argument("folder", type=Path)
    options = parser.parse_args()
    problem = ""
    if options.act == "tag":
        problem = tag_problem(options.tag, own_version())
    elif options.act == "sums":
        (options.folder / SUMS).write_text(sums_text(options.folder), encoding="utf8", newline="\n")
    else:
        problem = problem_in(options.folder)
    if problem:
        print(problem, file=sys.stderr)
    return 1 if problem else 0


if __name__ == "__main__":
    sys.exit(main())
