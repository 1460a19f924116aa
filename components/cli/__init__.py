"""The commands of ``python -m components``."""

from components.cli.main import main

__all__ = ["main"]
