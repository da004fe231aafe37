"""Where a built program begins."""

import sys

from yagpt_desktop.__main__ import main

sys.exit(main())
