"""Tells the recorder which lines run in the programs that tests start; Python imports it where PYTHONPATH names it.

Such a program may write no file, and is killed when its work is done: each line is told when it first runs, through a
pipe that was opened before the program gave up anything. Beside the pipe lies a file that says what runs now.
"""

from __future__ import annotations

import json
import mmap
import os
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from caches import note_caches

sys.path.pop(0)


class Lines:
    """Follows one program."""

    def __init__(self, folder: Path) -> None:
        self._pipe = os.open(folder / "pipe", os.O_WRONLY)
        with (folder / "now").open("rb") as now:
            self._now = mmap.mmap(now.fileno(), 0, access=mmap.ACCESS_READ)
        self._package = (folder / "package").read_text(encoding="utf-8")
        self._number = b""
        self._context = ""
        self._cached: str | None = None
        self._seen: set[tuple[str | None, str, int]] = set()

    def enter(self, name: str) -> str | None:
        """A cached function computes."""
        before, self._cached = self._cached, name
        return before

    def leave(self, before: str | None) -> None:
        """It has computed."""
        self._cached = before

    def used(self, name: str) -> None:
        """Its result is used."""
        self._look()
        self._tell("uses", self._cached or self._context, name)

    def call(self, frame: FrameType, event: str, argument: Any) -> Any:
        """What ``sys.settrace`` asks of each call."""
        if not frame.f_code.co_filename.startswith(self._package):
            return None
        return self.line

    def line(self, frame: FrameType, event: str, argument: Any) -> Any:
        """What it asks of each line of the package."""
        if event == "line":
            self._look()
            where = (self._cached, frame.f_code.co_filename, frame.f_lineno)
            if where not in self._seen:
                self._seen.add(where)
                self._tell("line", self._cached or self._context, *where[1:])
        return self.line

    def _look(self) -> None:
        number = self._now[:4]
        if number != self._number:
            self._number = number
            size = int.from_bytes(self._now[4:8], "big")
            self._context = self._now[8 : 8 + size].decode()
            self._seen.clear()

    def _tell(self, *message: Any) -> None:
        try:
            os.write(self._pipe, json.dumps(message).encode() + b"\n")
        except OSError:  # the recorder has ended
            sys.settrace(None)


for entry in os.environ.get("PYTHONPATH", "").split(os.pathsep):
    if (Path(entry) / "pipe").exists():
        lines = Lines(Path(entry))
        note_caches("components", lines)
        threading.settrace(lines.call)
        sys.settrace(lines.call)
