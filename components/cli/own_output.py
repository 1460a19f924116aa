"""The file that a run writes is none of those that it reads."""

from __future__ import annotations

from collections.abc import Iterable

from components.cli.locations import place_of
from components.domain.errors import InputRefused


class OwnOutput:
    """The output and its part; of a folder that is read they are left out where the run is resumed."""

    def __init__(self, names: Iterable[str], resumed: bool) -> None:
        self._places = {place_of(name) for name in names}
        self._resumed = resumed

    def left_out(self, given: str, files: list[str]) -> list[str]:
        """The files of what was given as input but these two; raises InputRefused where one would be replaced."""
        if not self._places:
            return files
        own = {file for file in files if file != "-" and place_of(file) in self._places}
        if own and (given in own or not self._resumed):
            raise InputRefused(f"{min(own)} would be read and written. Name another file with --out.")
        return [file for file in files if file not in own]
