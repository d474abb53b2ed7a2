"""Where a built program begins: the command line, which opens the window where no command is named."""

import sys

from mitzvah_desk.cli import main

sys.exit(main())
