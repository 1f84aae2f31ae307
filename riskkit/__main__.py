"""``python -m riskkit``: the same commands as the ``riskkit`` script."""

from .cli import main

if __name__ == "__main__":
    raise SystemExit(main())
