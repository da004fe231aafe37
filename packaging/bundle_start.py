"""Where a built program begins."""

import os
import sys

# The system's loader has read it by now.  Whatever we start would find our libraries by it and break, so
# everybody gets back what was there before; the copy stays, for those who clean up after bundles themselves.
if sys.platform == "linux":
    before = os.environ.get("LD_LIBRARY_PATH_ORIG")
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before

from yagpt_desktop.__main__ import main

sys.exit(main())
