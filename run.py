"""Start Copydesk from a checkout: `python3 run.py`; its tests: `python3 run.py test`; more: CONTRIBUTING.md.

This file stays readable for any Python, so that one that is too old can be told so.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "Copydesk needs Python 3.11 or newer; this is Python %d.%d.\n"
        "Install a newer one (python.org, your package manager, or `uv python install`), then start again with it."
        % sys.version_info[:2]
    )

from bootstrap.verbs import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
