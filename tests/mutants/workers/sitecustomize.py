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
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from caches import note_caches

sys.path.pop(0)

# Events of a function that are followed for a test; then its other lines count as run, too. To follow all would slow
# what the programs do beyond their time limits.
MOST = 2000


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
        self._told: dict[tuple[str | None, CodeType], set[int]] = {}
        self._events: Counter[tuple[str | None, CodeType]] = Counter()

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
        self._look()
        return self.line if self._events[self._cached, frame.f_code] < MOST else None

    def line(self, frame: FrameType, event: str, argument: Any) -> Any:
        """What it asks of each line of the package."""
        if event != "line":
            return self.line
        self._look()
        key = self._cached, frame.f_code
        told = self._told.setdefault(key, set())
        lines = {frame.f_lineno} - told
        self._events[key] += 1
        if self._events[key] >= MOST:
            lines = {number for _, _, number in frame.f_code.co_lines() if number} - told
        for number in lines:
            told.add(number)
            self._tell("line", self._cached or self._context, frame.f_code.co_filename, number)
        return self.line if self._events[key] < MOST else None

    def _look(self) -> None:
        number = self._now[:4]
        if number != self._number:
            self._number = number
            size = int.from_bytes(self._now[4:8], "big")
            self._context = self._now[8 : 8 + size].decode()
            self._told.clear()
            self._events.clear()

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
