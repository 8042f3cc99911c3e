"""`python -m review_tui` and the `review-tui` program."""

import sys

from review_tui.cli.program import main

if __name__ == "__main__":
    sys.exit(main())
