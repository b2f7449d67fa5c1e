"""Lets `python -m simulator` do what the command `escalation` does."""

import sys

from simulator.cli import main

if __name__ == "__main__":
    sys.exit(main())
