"""Generate the protocol code beside its ``.proto`` files: ``python packaging/protocol.py [TARGET]``.

TARGET is the folder that holds ``yagpt_desktop/``; by default this tree.  A test generates into a temporary
folder and compares, so the committed code is always what the files say.
"""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path

from grpc_tools import protoc

TREE = Path(__file__).resolve().parent.parent
FOLDER = Path("yagpt_desktop/yandex/pb")


def generate(target: Path) -> list[Path]:
    """Write the generated modules below ``target`` and return their paths, relative to it."""
    (target / FOLDER).mkdir(parents=True, exist_ok=True)
    sources = sorted((TREE / FOLDER).glob("*.proto"))
    arguments = [
        "protoc",
        f"-I{TREE}",
        f"-I{files('grpc_tools') / '_proto'}",
        f"--python_out={target}",
        f"--pyi_out={target}",
        f"--grpc_python_out={target}",
        *(str(source) for source in sources),
    ]
    if protoc.main(arguments):
        raise SystemExit("protoc failed")
    for source in sources:
        stub = target / FOLDER / f"{source.stem}_pb2_grpc.py"
        if "service " not in source.read_text(encoding="utf8"):
            stub.unlink()
    return sorted(path.relative_to(target) for path in (target / FOLDER).glob("*_pb2*.py*"))


if __name__ == "__main__":
    for written in generate(Path(sys.argv[1]) if len(sys.argv) > 1 else TREE):
        print(written)
