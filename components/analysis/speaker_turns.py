"""Turns of a transcript, a hearing or an interview: a speaker's label, a colon, and all that is said until the next.

Forms: "NORA BELL, HOST:", "[19:14:05] BELL (voice-over):", "THE CORONER:", "MR DACRE:", "Q:" and "A.", and names in
small letters where they recur ("Ms Bell:"); each may stand in quotation marks, as in a partial transcript.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from components.domain.spans import Span

MIN_TURNS = 3  # of a text, from which labels before colons are turns
MAX_INITIALS = 3  # letters of a label that stands for a name before it
MIN_MIXED_CASE_TURNS = 4  # where the labels are names in small letters
MAX_LABEL_CHARACTERS = 48
MAX_ROLE_CHARACTERS = 90
_UPPER = r"[A-Z][A-Z.’'-]*[A-Z.]"
_WORD = r"[A-Z][\w.’'-]*"
_IN_CAPITALS = rf"(?:{_UPPER}|[A-Z]\.)(?: (?:{_UPPER}|[A-Z]\.|de|van|von|der|la|al))*"
_LABEL = rf"(?:{_IN_CAPITALS}|Q|A|Question|Answer|{_WORD}(?: {_WORD}){{0,3}})"
_HEAD = re.compile(
    rf"(?P<mark>[\"“]?)\s*(?P<time>\[[\d:.]{{4,12}}\]\s*)?(?P<label>{_LABEL})"
    rf"(?:,\s*(?P<role>[^:\n()“”\"]{{2,{MAX_ROLE_CHARACTERS}}}?))?(?:\s*\([^)\n]{{1,40}}\)){{0,3}}(?P<colon>:|(?<=\b[QA])\.)(?:\s+|$)"
)
_STAGE = re.compile(r"[\"“]?\s*[(\[][^)\]]{2,80}[)\]]\W*$")
_NOTE = re.compile(r"[^a-z]{4,}$|\W*(?:ENDS?\b|Copyright\b|©|Follow .{2,60} [Oo]n Twitter).*$")
HEAD_CHARACTERS = 300  # in which a list of questions says that it is one
_FAQ = re.compile(r"(?i)\bFAQs?\b|frequently asked|questions answered|explainer|everything you need to know")
# What stands before a colon, and is nobody.
_NO_SPEAKERS = frozenset(
    (
        "note notes update updated price prices place tel telephone phone fax email e-mail web website address date "
        "time times venue tickets step method ingredients serves pros cons monday tuesday wednesday thursday friday "
        "saturday sunday january february march april may june july august september october november december "
        "north south east west breaking watch read more photo picture image video source sources goal card sub subs "
        "half full result score cast director running rating verdict highs lows summary background analysis "
        "correction editor who what when where why how day week part chapter section item total cost open closed "
        "warning advertisement sponsored related tags topics category follow contact media share live exclusive"
    ).split()
)
_QUESTION = frozenset(("q", "question"))
_ANSWER = frozenset(("a", "answer"))
# Labels of nobody whom a reader could name.
_UNNAMED = re.compile(
    r"(?i)(?:the )?(?:unidentified|unknown|unknowns?|audience|crowd|protesters?|voices?|several|all|both|male|female|"
    r"video|clip|recording|text)\b"
)
_FUNCTION = re.compile(
    r"(?i)the (?:\w+ ?){1,3}$|(?:moderator|host|interviewer|reporter|narrator|chair(?:man|woman|person)?|speaker|clerk|"
    r"judge|witness|interpreter|operator|announcer|presenter)$"
)


class Turn(NamedTuple):
    """One turn; spans are characters, end-exclusive.

    label: the speaker as written, without role. role: the words after it, None where there are none. words: what is
    said, a part a paragraph. head_end: where the label's line of office ends (after the colon).
    """

    label: Span
    role: Span | None
    head_end: int
    words: tuple[Span, ...]
    kind: str  # "name", "function" ("THE CORONER"), "unnamed", "question", "answer"

    @property
    def end(self) -> int:
        """Where the last of its words ends."""
        return self.words[-1][1]


class _Head(NamedTuple):
    paragraph: int
    match: re.Match[str]


def turns_of(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """The turns of a text; none where labels before colons are too few, or are of quotes that stand in marks."""
    if _FAQ.search(text[:HEAD_CHARACTERS]):
        return []
    heads = list(_heads(text, paragraphs))
    in_capitals = [h for h in heads if h.match["label"].isupper()]
    if _is_spoken(in_capitals, MIN_TURNS):
        initials = all(len(h.match["label"]) <= MAX_INITIALS for h in in_capitals)
        return list(_turns(text, paragraphs, heads if initials else in_capitals))
    names = [h for h in heads if " " in h.match["label"] or h.match["label"].lower() in _QUESTION | _ANSWER]
    if _is_spoken(names, MIN_MIXED_CASE_TURNS) and len(names) * 2 >= len(paragraphs):
        return list(_turns(text, paragraphs, names))
    return list(_turns(text, paragraphs, _answers_of_one(text, paragraphs, names)))


def _is_spoken(heads: Sequence[_Head], least: int) -> bool:
    """Whether labels are speakers': several, of which one recurs, or some with an office, a title or the time."""
    labels = Counter(h.match["label"] for h in heads)
    marked = sum(bool(h.match["role"]) or bool(h.match["time"]) for h in heads)
    return len(heads) >= least and len(labels) > 1 and (max(labels.values()) > 1 or marked > 1)


def _answers_of_one(text: str, paragraphs: Sequence[Span], heads: Sequence[_Head]) -> list[_Head]:
    """The heads of an interview that labels the answers alone: the paragraph before each asks."""
    labels = {h.match["label"] for h in heads}
    asked = [h for h in heads if h.paragraph and text[: paragraphs[h.paragraph - 1][1]].rstrip('”"').endswith("?")]
    return list(heads) if len(labels) == 1 and len(asked) >= 2 and len(asked) == len(heads) else []


def is_transcript(turns: Sequence[Turn], paragraphs: Sequence[Span]) -> bool:
    """Whether turns are most of a text."""
    return bool(turns) and sum(len(t.words) for t in turns) * 2 >= len(paragraphs)


def _heads(text: str, paragraphs: Sequence[Span]) -> Iterator[_Head]:
    for number, (start, end) in enumerate(paragraphs):
        match = _HEAD.match(text, start, end)
        if match is None or len(match["label"]) > MAX_LABEL_CHARACTERS:
            continue
        words = text[match.end() : end].strip()
        if match["label"].split()[0].lower() in _NO_SPEAKERS or (words and sum(c.isalpha() for c in words) < 2):
            continue
        first = text[match.end() : match.end() + 1]
        if first in '“"‘«' and first and not match["mark"]:
            continue  # a name, a colon and a quote: no transcript's turn
        yield _Head(number, match)


def _turns(text: str, paragraphs: Sequence[Span], heads: Sequence[_Head]) -> Iterator[Turn]:
    starts = {h.paragraph for h in heads}
    alone = len({h.match["label"] for h in heads}) == 1
    lone = len(heads) > 2 and all(b.paragraph == a.paragraph + 1 for a, b in pairwise(heads))
    for head in heads:
        match = head.match
        in_marks = bool(match["mark"])
        words = []
        end_of_first = paragraphs[head.paragraph][1]
        first = _bare(text, match.end(), end_of_first, in_marks)
        if text[slice(*first)].strip():
            words.append(first)
        following = head.paragraph + 1
        while following < len(paragraphs) and following not in starts:
            start, end = paragraphs[following]
            following += 1
            if _STAGE.match(text, start, end):
                continue
            if _NOTE.match(text, start, end) or (in_marks and text[start] not in '“"'):
                break
            if (lone and words) or (alone and text[end - 1] == "?"):
                break  # where each turn is a paragraph, so is the last; and a question isn't the answer's
            part = _bare(text, start, end, in_marks)
            if part[0] < part[1]:
                words.append(part)
        if words:
            role = match.span("role") if match["role"] else None
            yield Turn(match.span("label"), role, match.end("colon"), tuple(words), _kind(match["label"]))


def _bare(text: str, start: int, end: int, in_marks: bool) -> Span:
    """A paragraph without its outer quotation marks."""
    while in_marks and start < end and text[start] in '“" ':
        start += 1
    while end > start and (text[end - 1].isspace() or (in_marks and text[end - 1] in '”"')):
        end -= 1
    return start, end


def _kind(label: str) -> str:
    low = label.lower()
    if low in _QUESTION:
        return "question"
    if low in _ANSWER:
        return "answer"
    if _UNNAMED.match(label):
        return "unnamed"
    return "function" if _FUNCTION.match(label) else "name"
