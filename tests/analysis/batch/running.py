"""Which made workers run."""

from __future__ import annotations

import psutil

from tests.analysis.batch.made_worker import PROGRAM


def made_workers() -> list[psutil.Process]:
    """Those that this process, or a process that it started, has started."""
    found = []
    for child in psutil.Process().children(recursive=True):
        try:
            if PROGRAM in child.cmdline():
                found.append(child)
        except psutil.Error:
            pass
    return found
