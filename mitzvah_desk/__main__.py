"""``python -m mitzvah_desk``."""

import sys

from mitzvah_desk.cli import main

sys.exit(main())
