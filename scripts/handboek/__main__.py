"""Run the command line as ``python -m handboek``."""

import os
import sys

from handboek.cli import main
from handboek.garbage import look_seldom

if __name__ == "__main__":
    look_seldom()
    status = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # Everything is written. Python would now take every page in memory apart, for seconds.
    os._exit(status)
