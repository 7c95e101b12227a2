"""Lets `python -m briefstar.cli` do what `briefstar` does."""

import sys

from . import main

sys.exit(main())
