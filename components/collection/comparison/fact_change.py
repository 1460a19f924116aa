"""A change between two versions that is told of on its own."""

from __future__ import annotations

from typing import Literal

import msgspec

from components.collection.comparison.passages import Place
from components.collection.comparison.words import keys_of, words_in
from components.domain.record import Record
from components.domain.spans import Span

FactKind = Literal["quote", "speaker", "negation", "name", "number", "date"]
_MARKS = ' ,;:.!?“”"()'  # which a passage is shown without at its ends


class FactChange(msgspec.Struct, frozen=True, kw_only=True):
    """A quote, name, number, date or denying word that another version has otherwise, or somebody else's quote.

    ``before`` or ``after`` is None where it is in one version alone; of a changed speaker they are names and ``words``
    what is quoted. ``who`` is whose quote it is, where that is known; ``verbatim``: no paraphrase is told of.
    """

    id: str
    kind: FactKind
    before: str | None
    after: str | None
    who: str = ""
    words: str = ""
    verbatim: bool = True
    places: tuple[Place, ...]


def bare(words: str | None) -> str:
    """The words alone, without case and marks."""
    return " ".join(keys_of(words_in(words, [(0, len(words))]))) if words else ""


def shown(record: Record, span: Span) -> str:
    """A passage as it is shown: on one line, without marks at its ends."""
    return " ".join(record.text[span[0] : span[1]].split()).strip(_MARKS)
