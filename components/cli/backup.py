"""``backup`` and ``restore``: the library as one file, made while Dateline runs, and put back while it doesn't."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.cli.output import Failures
from components.cli.progress import rows_done
from components.cli.stopping import stopped_by_signals
from components.domain.plural import plural
from components.services import backup as backups
from components.services.backup import Copied


def back_up(options: argparse.Namespace) -> Failures:
    """Back the library up, and print what is in the file."""
    with stopped_by_signals(), rows_done() as tell:
        done = backups.back_up(Path(options.file), replace=options.force, tell=tell)
    _print(f"backed up {_told(done)}")
    return Failures()


def restore(options: argparse.Namespace) -> Failures:
    """Put the library of a file in place of this one, and print what it holds."""
    with stopped_by_signals(), rows_done() as tell:
        done = backups.restore(Path(options.file), replace=options.replace, tell=tell)
    if done.before is not None:
        _print(f"what was there before is in {done.before}")
    _print(f"restored {_told(done)}")
    return Failures()


def _told(done: Copied) -> str:
    has = done.contents
    counted = [
        plural(has.articles, "article"),
        plural(has.corrections, "correction"),
        plural(has.links, "link"),
        plural(has.collections, "collection"),
        plural(has.files, "original file"),
    ]
    return f"{', '.join(counted)}: {done.size / 1e6:,.1f} MB in {done.seconds:.1f} s"


def _print(line: str) -> None:
    print(line)  # noqa: T201 - this is the command's own voice
