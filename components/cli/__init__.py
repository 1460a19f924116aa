"""The commands."""

from components.cli.main import main

__all__ = ["main"]
