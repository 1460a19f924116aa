"""What every command writes: files whole or not at all, failures a line each."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tqdm import tqdm

from components.domain.errors import DatelineError


class Failures:
    """Tells of bad input on stderr and remembers that there was some; ``quiet``: says nothing of what was read well."""

    def __init__(self, quiet: bool = False) -> None:
        self.count = 0
        self.quiet = quiet

    def remark(self, name: str, what: str) -> None:
        """One line on a file that was read: what was cut away, what was not read; that is no failure."""
        if what and not self.quiet:
            tqdm.write(f"{name}: {what}", file=sys.stderr)

    def tell(self, name: str, why: object) -> None:
        """One line: which input, why, what to do."""
        self.count += 1
        told = str(why)
        # An error of reading a file begins with its name.
        tqdm.write(told if told.startswith(f"{name} ") else f"{name}: {told}", file=sys.stderr)


@contextmanager
def output(path: str | None) -> Iterator[BinaryIO]:
    """The file to write to, or standard output; a file appears whole under its name or not at all."""
    if path is None:
        yield sys.stdout.buffer
        return
    target = Path(path)
    part = target.with_name(target.name + ".part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(target)
    except OSError as error:
        raise DatelineError(f"{path} can't be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
