"""Run the command line as ``python -m handboek``."""

import sys

from handboek.cli import main

if __name__ == "__main__":
    sys.exit(main())
