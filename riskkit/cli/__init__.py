"""The commands: ``riskkit new | check | scan | assess | report | lab``."""

from .app import main

__all__ = ["main"]
