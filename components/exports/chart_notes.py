"""How to read the charts, a line below each, on the pages and in the report."""

from __future__ import annotations

from collections.abc import Sequence

from components.charts.quotes import speakers_left_out
from components.charts.sentiment import drawn_attitudes
from components.domain.plural import plural
from components.domain.record import Quote, Record, Tone
from components.domain.share_of_voice import counted_quotes

SHADES_OF_MENTIONS = "Darkest: by name; lighter: by description, by pronoun, as an adjective."
ORDER_OF_TELLING = "From left to right the text runs. Pale marks tell again what was told before."
ALONG_TEXT = "A disc: in the writer’s voice; a ring: in somebody else’s."


def share_note(record: Record) -> str:
    """Below the words by speaker."""
    left = speakers_left_out(record, counted_quotes(record))
    note = "Words in full quotes (darkest), partial quotes and paraphrases. Headlines don’t count."
    return note + _left_out(left, "speaker")


def strip_note(record: Record, quotes: Sequence[Quote]) -> str:
    """Below these quotes along the text."""
    note = "Darkest: full quotes; lighter: partial quotes, paraphrases. Hollow: check."
    return note + _left_out(speakers_left_out(record, quotes), "speaker")


def matrix_note(record: Record, told: Sequence[Tone]) -> str:
    """Below the matrix of these attitudes."""
    left = len(told) - len(drawn_attitudes(record, told))
    note = "A row speaks of a column. Blue: well; orange: ill. The larger, the more sentences."
    return note + _left_out(left, "attitude")


def _left_out(count: int, what: str) -> str:
    """That the chart has no room for all of them; nothing where it has."""
    return f" {plural(count, f'more {what}')} not drawn; all are in the list." if count else ""
