"""Where ``analyse`` writes: a part that grows record by record and stays where a run is stopped, then the whole file.

The part is FILE.part, beside FILE; of an address it lies in the current folder, as an object of a store appears only
when it is whole. It holds lines of JSON, also where FILE is Parquet, which can't be read before its end is written.
"""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from components.cli import parquet_files
from components.cli.locations import is_address, kind_of, opened, put, why
from components.domain.errors import DatelineError


class StandardOutput:
    """Records a line each on standard output."""

    def write(self, record: bytes) -> None:
        """One record, at once."""
        sys.stdout.buffer.write(record + b"\n")
        sys.stdout.buffer.flush()

    def finish(self) -> None:
        """Nothing is left to do."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass


class RecordFile:
    """A file of records; ``write`` them, then ``finish``. Left without, its part stays and can be resumed."""

    def __init__(self, name: str) -> None:
        """Open the part, which is not changed before the first record; raises DatelineError."""
        self.name = name
        self.part = Path((name.rstrip("/").rsplit("/", 1)[-1] if is_address(name) else name) + ".part")
        self._kept = 0  # bytes of the part that stay
        self._copied = False  # whether the records of FILE are to be put before the first one
        self._begun = False
        self._resumed = False
        if kind_of(name) == "folder":  # an address that can't be opened is told here, too, not after hours
            raise DatelineError(f"{name} is a folder. Name a file in it.")
        for one in (self.part, *([] if is_address(name) else [Path(name)])):
            if one.exists() and not one.is_file():
                raise DatelineError(f"{one} is no file but a device or pipe. Name a file, or leave --out away.")
        try:
            self._file = self.part.open("a+b")
        except OSError as error:
            raise DatelineError(f"{name} can't be written: {error.strerror}.") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._file.close()
            raise DatelineError(
                f"{self.part} is being written by another run. Wait for it, or name another."
            ) from error
        self.had_part = self._size() > 0

    @property
    def holds_records(self) -> bool:
        """Whether there are some: written now, or kept of the run that this one goes on from."""
        return self._begun or self._copied or self._kept > 0

    def written(self) -> Iterator[bytes]:
        """The whole lines that an earlier run left: of the part, or of FILE where there is none."""
        self._resumed = self.had_part
        if self.had_part:
            self._file.seek(0)
            for line in self._file:
                if not line.endswith(b"\n"):  # torn
                    return
                self._kept += len(line)
                yield line
        elif kind_of(self.name) == "file":
            self._copied = True
            yield from self._finished_lines()

    def write(self, record: bytes) -> None:
        """One record, at once."""
        self._begin()
        self._written(record + b"\n")

    def finish(self) -> None:
        """Make the part the file; one that held all already stays as it is."""
        if self._copied and not self._begun:
            return
        self._begin()
        whole = self.part.with_name(self.part.name + parquet_files.SUFFIX)
        try:
            if self.name.endswith(parquet_files.SUFFIX):
                self._file.seek(0)
                parquet_files.write_records(self._file, whole)
                put(whole, self.name)
                self.part.unlink()
            else:
                put(self.part, self.name)
        except OSError as error:
            raise self._unwritable(error) from error
        finally:
            whole.unlink(missing_ok=True)
        self._begun = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._size() == 0:
            self.part.unlink(missing_ok=True)
        elif self._begun or (self._resumed and error is not None and not isinstance(error, DatelineError)):
            print(  # noqa: T201 - this is the command's own voice
                f"What was read so far is in {self.part}: the same command with --resume goes on from there.",
                file=sys.stderr,
            )
        with suppress(OSError):  # closing tries again to write what couldn't be written, which was told already
            self._file.close()

    def _begin(self) -> None:
        """Before the first record: keep what is resumed, and nothing else."""
        if self._begun:
            return
        try:
            self._file.truncate(self._kept)
        except OSError as error:
            raise self._unwritable(error) from error
        self._begun = True
        if self._copied:
            for line in self._finished_lines():
                self._written(line)

    def _finished_lines(self) -> Iterator[bytes]:
        """The whole lines of FILE."""
        with closing(opened(self.name)) as file:
            if self.name.endswith(parquet_files.SUFFIX):
                yield from parquet_files.record_lines(file, self.name)
            else:
                yield from (line for line in file if line.endswith(b"\n"))

    def _written(self, line: bytes) -> None:
        try:
            self._file.write(line)
            self._file.flush()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> DatelineError:
        return DatelineError(f"{self.name} can't be written: {why(error)}.")

    def _size(self) -> int:
        return os.fstat(self._file.fileno()).st_size
