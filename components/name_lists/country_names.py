"""Countries, their other names, capitals and demonyms, from CLDR (Babel) and countryinfo; none typed by hand here.

What no package has stands in places.json: short forms that newspapers use, and plural demonyms.
"""

from __future__ import annotations

import functools
import json
from importlib import resources
from typing import Any, cast

import countryinfo
from babel import Locale


class Countries:
    """Look-ups by folded name; every answer is a country's English CLDR name."""

    def __init__(self) -> None:
        territories = Locale("en").territories
        path = resources.files("components.name_lists") / "places.json"
        extra = cast("dict[str, Any]", json.loads(path.read_text("utf-8")))
        self.names: dict[str, str] = {}
        self.capitals: dict[str, str] = {}
        self.demonyms: dict[str, str] = {}
        for data in countryinfo.CountryInfo("china").all().values():
            code = str((data.get("ISO") or {}).get("alpha2") or "")
            name = str(territories.get(code, ""))
            if not name or code in {"AQ", "UM"}:
                continue
            for alias in (name, str(data.get("name") or ""), *data.get("altSpellings", [])):
                # Two- and three-letter codes are words or acronyms of something else more often than not.
                if len(alias) > 3:
                    self.names.setdefault(fold(alias), name)
            capital, demonym = data.get("capital"), data.get("demonym")
            if capital and not self.names.get(fold(str(capital))):
                self.capitals.setdefault(fold(str(capital)), name)
            if demonym:
                self.demonyms.setdefault(fold(str(demonym)), name)
        for alias, name in extra["names"].items():
            self.names[fold(alias)] = name
        for alias, name in extra["capitals"].items():
            self.capitals[fold(alias)] = name
        for alias, name in extra["demonyms"].items():
            self.demonyms[fold(alias)] = name
        # "Georgia" and "Jordan" are taken for countries only where the model took them for places.
        self.ambiguous = frozenset(fold(w) for w in extra["ambiguous"])
        # After a city's name ("SPRINGFIELD, Ill."); as they are written.
        self.state_abbreviations = frozenset(extra["state_abbreviations"].split())

    def country(self, words: str) -> str | None:
        """The country of this name."""
        return self.names.get(fold(words))

    def capital_of(self, words: str) -> str | None:
        """The country whose capital this is."""
        return self.capitals.get(fold(words))

    def is_known(self, words: str) -> bool:
        """Whether it is the name of a country, of a capital or of a country's people."""
        return bool(self.country(words) or self.of_demonym(words) or self.capital_of(words))

    def of_demonym(self, words: str) -> str | None:
        """The country of this demonym ("Chinese", "Canadians")."""
        key = fold(words)
        return self.demonyms.get(key) or (self.demonyms.get(key[:-1]) if key.endswith("s") else None)


def fold(words: str) -> str:
    """A name without case, dots and its article."""
    key = " ".join(words.casefold().replace(".", "").replace("’", "'").split())
    return key.removeprefix("the ")


@functools.cache
def countries() -> Countries:
    """The look-ups, built once."""
    return Countries()
