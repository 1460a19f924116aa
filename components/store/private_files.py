"""What Dateline writes is for its owner's eyes: folders 0700, files 0600, also those that an older version left open.

Nothing here fails where permissions can't be set (another's folder, a file system without them, Windows): a line in the
log says so.
"""

from __future__ import annotations

import logging
import os
import secrets
import stat
from pathlib import Path

log = logging.getLogger(__name__)

FOLDER, FILE = 0o700, 0o600


def private_folder(path: Path) -> None:
    """Make a folder that its owner alone can look into, or make it so; raises OSError where it can't be made."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    _tighten(path, FOLDER)


def private_file(path: Path) -> None:
    """Keep others from a file that is there; nothing where there is none."""
    if path.is_file():
        _tighten(path, FILE)


def make_private(path: Path) -> None:
    """Make an empty file that its owner alone can read, or keep others from the one that is there; raises OSError.

    One that is there is not opened: closing it again would end the locks that this process holds on it (POSIX), which a
    database relies on.
    """
    try:
        os.close(_opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        private_file(path)


def write_private(path: Path, data: bytes) -> None:
    """Write a file that its owner alone can read, whole or not at all; raises OSError."""
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(part, "xb", opener=_opened) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _opened(path: str | Path, flags: int) -> int:
    return os.open(path, flags, FILE)


def _tighten(path: Path, mode: int) -> None:
    """Take away what others may do; left as it is where it isn't this user's own, or others keep their files there."""
    if os.name != "posix":
        return
    try:
        status = path.stat()
        if not status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            return
        if status.st_uid != os.geteuid():
            log.warning("%s belongs to another user: who else may read it was left as it is", path)
        elif status.st_mode & stat.S_ISVTX:  # /tmp and its like
            log.warning("%s is a folder that others share: who may look into it was left as it is", path)
        else:
            path.chmod(mode)
    except OSError as error:
        log.warning("%s can't be closed to others (%s)", path, error.strerror)
