"""Given names that nearly always are a woman's or a man's (given_names.json)."""

from __future__ import annotations

import functools
import json
import unicodedata
from importlib import resources
from typing import Literal

Gender = Literal["male", "female"]


@functools.cache
def _names() -> dict[str, Gender]:
    path = resources.files("components.name_lists") / "given_names.json"
    data: dict[str, str] = json.loads(path.read_text("utf-8"))
    genders: tuple[Gender, Gender] = ("female", "male")
    return {name: gender for gender in genders for name in data[gender].split()}


def gender_of(given: str) -> Gender | None:
    """The gender that a given name tells, without regard to case and accents; None where it tells none."""
    plain = unicodedata.normalize("NFKD", given.casefold())
    return _names().get("".join(c for c in plain if not unicodedata.combining(c)))
