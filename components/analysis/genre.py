"""What kind of text an article is, guessed from its own words; shown with its reason and correctable."""

from __future__ import annotations

import re

from components.domain.record import Genre

HEAD = 1_500  # characters looked at for what stands at a text's head

# In order: the first kind whose pattern is found at least as often as asked. (kind, where, pattern, times, reason)
_SIGNS: tuple[tuple[Genre, str, str, int, str], ...] = (
    ("release", "head", r"(?im)^\W*(?:for immediate release|press release|news release|media contact\b)", 1, "it says that it is a release"),
    ("court", "all", r"(?i)\b(?:plaintiffs?|defendants?|appellants?|respondents?|petitioners?)\b.{0,400}?\b(?:court|judgment|order|motion)\b.{0,400}?\b(?:v\.|vs\.|case no|docket|¶|§)", 1, "it names parties and a case as court papers do"),
    ("live", "all", r"(?m)^\s*(?:\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?|[A-Z]{2,4})?|Updated? at \d{1,2})\b", 4, "many paragraphs begin with a time of day"),
    ("transcript", "all", r"(?m)^\s*(?:[A-Z][A-Z .'-]{2,30}|Q|A|Question|Answer|(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+)\s*:\s+\S", 6, "many paragraphs begin with a speaker's name and a colon"),
    ("opinion", "head", r"(?im)^\W*(?:opinion|op-ed|editorial|commentary|letters? to the editor|column)\b", 1, "its head says so"),
    ("opinion", "all", r"(?<![“\"‘'\w])(?:I|my|I’m|I'm)\b(?=[^“”\"\n]{0,80}\b(?:think|believe|hope|fear|argue|suspect|wonder|opinion|view)\b)", 2, "its writer says “I” and gives views"),
)  # fmt: skip


def guess_genre(text: str) -> tuple[Genre, str]:
    """The kind of text and the reason, in words for a reader."""
    for genre, where, pattern, times, reason in _SIGNS:
        found = re.finditer(pattern, text[:HEAD] if where == "head" else text, re.DOTALL if genre == "court" else 0)
        if sum(1 for _, _ in zip(range(times), found, strict=False)) >= times:
            return genre, reason
    return "news", "nothing in it says otherwise"
