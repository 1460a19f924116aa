"""Where a sentence begins behind what opens a report or stands above it: place, agency, hour, headline, caption."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from components.collection.record_names import RecordNames
from components.domain.record import Event, Record
from components.domain.spans import Span

LEAST_WORDS = 6  # of what is left

# The place and the agency that open a report: "WASHINGTON (Reuters) - ", "MEXICO CITY, April 27 -- ".
_AGENCY = re.compile(r"^[^“”\"?!]{0,220}?\((?:[A-Z][\w.’']*)(?: [A-Z][\w.’']*){0,3}\)\s*[-–—]{1,2}\s*(?=[A-Z“\"\d])")
_PLACE = re.compile(
    r"^[A-Z][A-Z’'./]+(?:[ ,]+[A-Z][A-Z’'./]*)*(?:,? [A-Z][a-z]+\.?(?: \d{1,2})?,?)*\s*[-–—]{1,2}\s+(?=[A-Z“\"\d])"
)
# A headline or a caption that runs into the first sentence: "… flown aid to Haiti In Port-au-Prince, the …".
_JOINT = re.compile(
    r"(?<=[\w’'%)”\"]) (?=(?:The|An?|In|On|At|After|As|With|By|When|While|For|Up to|It|More than|Since|There|This"
    r"|Although|Despite|Some|Around|About|Former|Hundreds|Thousands|Many|But|He|She|They|We) [a-z0-9A-Z])"
    r"(?!(?:For|By|With|On|At|In|After) (?:The|An?)\b)"
)
# A capital behind these is of a name: "influenza A", "based in The Hague", "the Many Hands charity".
BEFORE_NAMES = frozenset(
    "type group plan influenza hepatitis vitamin of to in from at by for with on and the a an".split()
)
_STAMP = re.compile(
    r"^.{0,400}\b\d{1,2}[.:]\d\d ?(?:[ap]m)? ?(?:BST|GMT|EDT|EST|ET|CET)\b,?(?: [A-Z][a-z]+,)?"
    r"(?: \d{1,2} [A-Z][a-z]+ \d{4})?\s+(?=[A-Z“\"])"
)
_POST_TIME = re.compile(
    r"^\d{4} (?=[A-Z])|(?<=[a-z”\"’']) (?:0\d|1[0-8]|2[1-3])[0-5]\d (?=[A-Z])"
)  # of a live blog: "1541 The …"
_CAPITAL = re.compile(r"(?<=[\w’'%)]) ([A-Z][a-z]{2,}) (?=[a-z])")
_DASH, _ZONE = re.compile(r"[-–—]"), re.compile(r"\b(?:BST|GMT|EDT|EST|ET|CET)\b")
_QUOTE_OPEN = re.compile(r"[“\"][^”\"]*$")


def start_after_dateline(sentence: str) -> int:
    """Where the sentence begins, behind the place and agency that open a report and a headline that runs into it."""
    start = 0
    if _DASH.search(sentence) and (found := _AGENCY.match(sentence) or _PLACE.match(sentence)):
        start = found.end()
    if _ZONE.search(sentence) and (stamp := _STAMP.match(sentence, start)):
        start = stamp.end()
    for post in _POST_TIME.finditer(sentence):
        if post.end() > start and len(sentence[post.end() :].split()) >= LEAST_WORDS:
            start = post.end()
    for joint in _JOINT.finditer(sentence, start):
        left, right = sentence[start : joint.start()].split(), sentence[joint.end() :].split()
        if len(left) < 3 or len(right) < LEAST_WORDS or left[-1].casefold() in BEFORE_NAMES:
            continue
        if not _QUOTE_OPEN.search(sentence[start : joint.start()]):
            start = joint.end()
    return start


def start_after_headline(sentence: str, article: str, named: Sequence[Span]) -> int:
    """Where the sentence begins behind a headline or caption that runs into it; 0 where none does.

    That is at a capital amid it, of a word that its article has in small letters, too. ``named`` are where the sentence
    names somebody: a capital there is the name's.
    """
    start = 0
    for found in _CAPITAL.finditer(sentence):
        before = sentence[: found.start()].split()
        if len(before) < 3 or before[-1].casefold() in BEFORE_NAMES:
            continue
        if any(s <= found.start(1) < e for s, e in named):
            continue
        if len(sentence[found.start(1) :].split()) < LEAST_WORDS or _QUOTE_OPEN.search(sentence[: found.start()]):
            continue
        if re.search(rf"(?<=[a-z,;] ){found[1].lower()}\b", article):
            start = found.start(1)
    return start


class Beginnings:
    """Where the sentences of a record begin, behind what opens a report or stands above it."""

    def __init__(self, record: Record, names: RecordNames) -> None:
        self._record, self._names = record, names
        self._starts = [s.start for s in record.sentences]
        self._found: dict[int, int] = {}

    def __getitem__(self, at: int) -> int:
        if at not in self._found:
            sentence = self._record.sentences[at]
            start = sentence.start + start_after_dateline(self._record.text[sentence.start : sentence.end])
            named = [(m.start - start, m.end - start) for m, _ in self._names.within((start, sentence.end))]
            rest = self._record.text[start : sentence.end]
            self._found[at] = start + start_after_headline(rest, self._record.text, named)
        return self._found[at]

    def sentence_of(self, place: int) -> int:
        """The number of the sentence at a character; -1 before the first."""
        return bisect_right(self._starts, place) - 1

    def dates_by_heading(self, at: int, event: Event) -> bool:
        """Whether the event has its day from what stands before its sentence begins: the hour of the report."""
        if event.timex is None or not 0 <= event.timex < len(self._record.timexes):
            return False
        return self._record.sentences[at].start <= self._record.timexes[event.timex].start < self[at]
