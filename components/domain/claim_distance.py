"""How far from a claim its answer may stand: anywhere in a short text, in a long one in its paragraph or soon after."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from components.domain.spans import Span

SHORT_TEXT = 5_000  # characters of a text in which every answer is near: 800 words, as long as most news reports
REACH = 800  # characters after a claim within which another paragraph still speaks of it
_HEADING_WORDS = 10
_STOP = re.compile(r"[.!?][\"”’']*\s")
_BLANK = re.compile(r"\n\s*\n")


class ClaimDistance:
    """The paragraphs and sections of a text, and what is near what."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._short = len(text) <= SHORT_TEXT
        breaks = [m.end() for m in (_BLANK if _BLANK.search(text) else re.compile(r"\n")).finditer(text)]
        self._paragraphs = [0, *breaks]
        ends = [*breaks, len(text)]
        self._headings = [
            start for start, end in zip(self._paragraphs, ends, strict=True) if _is_heading(text[start:end].strip())
        ]
        self._end = len(text)

    def is_near(self, claims: Sequence[Span], place: Span) -> bool:
        """Whether what stands at a place can be an answer to what is claimed at any of these."""
        return self._short or any(self._in_reach(claim, place) for claim in claims)

    def follows(self, claims: Sequence[Span], place: Span) -> bool:
        """Whether it stands near one of these, and after it."""
        return any(place[0] >= claim[1] and (self._short or self._in_reach(claim, place)) for claim in claims)

    def right_after(self, claims: Sequence[Span], place: Span) -> bool:
        """Whether it stands after one of these in its paragraph, or begins the next one."""
        return any(place[0] >= claim[1] and self._is_next(claim, place) for claim in claims)

    def _is_next(self, claim: Span, place: Span) -> bool:
        one, other = self._paragraph(claim[0]), self._paragraph(place[0])
        if one == other:
            return True
        if one + 1 != other or self._section(claim[0]) != self._section(place[0]):
            return False
        return not _STOP.search(self._text, self._paragraphs[other], place[0])

    def _in_reach(self, claim: Span, place: Span) -> bool:
        number = self._paragraph(claim[0])
        start = self._paragraphs[number]
        end = self._paragraphs[number + 1] if number + 1 < len(self._paragraphs) else self._end
        same_section = self._section(claim[0]) == self._section(place[0])
        return start <= place[0] < max(end, claim[1] + REACH) and same_section

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._paragraphs, at) - 1

    def _section(self, at: int) -> int:
        return bisect_right(self._headings, at)


def _is_heading(words: str) -> bool:
    return bool(words) and len(words.split()) <= _HEADING_WORDS and words[-1] not in ".!?:;,”\"’'"
