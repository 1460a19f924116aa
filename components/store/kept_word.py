"""A word that a server made for itself and keeps in its data folder, for its owner's eyes alone."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Callable
from pathlib import Path

from components.store.data_folder import data_folder
from components.store.private_files import private_folder, write_private

log = logging.getLogger(__name__)


class KeptWord:
    """The word in one file of the data folder; safe to ask from many threads."""

    def __init__(self, file: str, form: str, make: Callable[[], str], lost: str) -> None:
        """``form``: what it looks like (a regular expression); ``lost``: what is logged where it can't be kept."""
        self._file, self._form, self._make, self._lost = file, re.compile(form), make, lost
        self._lock = threading.Lock()
        self._known: dict[Path, str] = {}

    def get(self) -> str:
        """The word, made at its first use; one whose file was deleted is kept anew."""
        path = data_folder() / self._file
        with self._lock:
            if path in self._known and path.exists():
                return self._known[path]
            try:
                stored = path.read_text("ascii").strip()
            except (OSError, UnicodeDecodeError):
                stored = ""
            if not self._form.fullmatch(stored):
                stored = self._known.get(path) or self._make()
            try:
                private_folder(path.parent)
                write_private(path, f"{stored}\n".encode())
            except OSError:
                log.warning("%s", self._lost)
            self._known[path] = stored
            return stored
