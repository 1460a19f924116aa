"""Ends a helper program and its pipes, whatever state it is in."""

from __future__ import annotations

import subprocess


def end_process(process: subprocess.Popen[bytes]) -> None:
    """Kill the program, wait for it, close its pipes."""
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:  # bytes for a program that is gone
                pass
