"""Where input and output lie: a path on this computer, or an address that fsspec opens (s3://, gs://, memory:// …)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import fsspec

from components.domain.errors import DatelineError

T = TypeVar("T")


def is_address(name: str) -> bool:
    """Whether a name is an address rather than a path."""
    return "://" in name


def place_of(name: str) -> str:
    """The same for every way to write where a file lies, whether or not there is one; raises DatelineError."""
    if not is_address(name):
        return os.path.realpath(name)
    system, path = _address_parts(name)
    place: str = system.unstrip_protocol(path)
    return os.path.realpath(path) if place.startswith("file://") else place


def _address_parts(address: str) -> tuple[Any, str]:
    """The file system of an address and the path within it; raises DatelineError where fsspec doesn't know it."""
    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:  # which package is missing, which scheme nobody knows
        raise DatelineError(f"{address} can't be opened: {error}") from error
    except Exception as error:
        raise DatelineError(f"{address} can't be opened: {why(error)}.") from error
    return system, path


def _asked(address: str, what: str, ask: Callable[[Any, str], T]) -> T:
    """What a file system answers; raises DatelineError: ``address can't be {what}``, and why."""
    system, path = _address_parts(address)
    try:
        return ask(system, path)
    except Exception as error:  # of whatever library speaks to that store
        raise DatelineError(f"{address} can't be {what}: {why(error)}.") from error


def why(error: Exception) -> str:
    """The error in a few words, without a stop at their end."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.rstrip(".")
    return (str(error) or type(error).__name__).rstrip(".")


def kind_of(name: str) -> str:
    """ "folder", "file" or "" where there is neither; raises DatelineError."""
    if not is_address(name):
        path = Path(name)
        return "folder" if path.is_dir() else "file" if path.exists() else ""
    return _asked(name, "read", lambda s, path: "folder" if s.isdir(path) else "file" if s.exists(path) else "")


def files_within(folder: str, suffixes: tuple[str, ...]) -> list[str]:
    """The files of a folder with one of these endings, at every depth, in order of name; raises DatelineError."""
    if not is_address(folder):
        return [str(p) for p in sorted(Path(folder).rglob("*")) if p.suffix.lower() in suffixes and p.is_file()]

    def found(system: Any, path: str) -> list[str]:
        # In the order of their parts, as paths on this computer are.
        names = sorted(system.find(path), key=lambda name: name.split("/"))
        return [system.unstrip_protocol(n) for n in names if Path(n).suffix.lower() in suffixes]

    return _asked(folder, "read", found)


def opened(name: str) -> BinaryIO:
    """A file to read from, "-": standard input; raises DatelineError."""
    if name == "-":
        return sys.stdin.buffer
    if is_address(name):
        return _asked(name, "read", lambda system, path: cast("BinaryIO", system.open(path, "rb")))
    try:
        return Path(name).open("rb")
    except OSError as error:
        raise DatelineError(f"{name} can't be read: {why(error)}.") from error


def size_of(name: str) -> int | None:
    """A file's bytes, where they are known before it is read."""
    if name == "-":
        return None
    if is_address(name):
        return _asked(name, "read", lambda system, path: cast("int | None", system.size(path)))
    try:
        return Path(name).stat().st_size
    except OSError:
        return None


def put(file: Path, name: str) -> None:
    """Move a whole file to where it shall lie, in place of one that is there; raises DatelineError."""
    if is_address(name):
        _asked(name, "written", lambda system, path: system.put_file(str(file), path))
        file.unlink()
    else:
        file.replace(name)
