"""The scripts of packaging/ are no package: they find each other, and we find them, by their folder."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[2] / "packaging"))
