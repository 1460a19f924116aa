"""Bodies named by their acronym alone: whoever holds "the FIFA World Cup", and "WTI (Waste Transport Inc)" spelt out.

What an acronym stands for is told by its letters (after Schwartz and Hearst 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.name_mention import NameMention
from components.analysis.findings import findings

_CAPITALS = re.compile(r"\b[^\W\d_a-z]{3,7}\b")  # two may be a state's ("NJ")
_BRACKET = re.compile(r"\(")
HELD = 5  # words between an acronym and what its body holds
SPELT = 12  # words of what an acronym stands for
BEFORE = 4  # words between an acronym and the brackets that spell it out
_HELD = frozenset(
    """award awards challenge challenges championship championships competition competitions cup fellowship finals
    games masters olympics open prize prizes series site summit tour tournament trophy""".split()
)


def add_acronym_names(doc: Doc, found: Sequence[NameMention]) -> list[NameMention]:
    """``found`` and what it lacks: acronyms, also within longer names, and what they stand for instead of its parts."""
    spelt = {short.text: (start, end) for short, start, end in _spelt_out(doc)}
    parts = {i for start, end in spelt.values() for i in range(start, end)}
    out = [n for n in found if not parts.issuperset(range(n.start, n.end))]
    out += [_body(doc, start, end) for start, end in spelt.values()]
    alone = {n.start for n in out if n.end - n.start == 1}
    inside = {i: n for n in out for i in range(n.start, n.end)}
    for token in _at(doc, _CAPITALS):
        if token.i in alone or not _acronym(token):
            continue
        outer = inside.get(token.i)
        if outer is not None and (outer.label == "PERSON" or outer.start != token.i):
            continue
        if token.text in spelt or _holds(token):
            out.append(_body(doc, token.i, token.i + 1))
    return out


def _body(doc: Doc, start: int, end: int) -> NameMention:
    return NameMention(start, end, "organisation", "ORG", " ".join(doc[start:end].text.split()))


def _at(doc: Doc, shape: re.Pattern[str]) -> Iterator[Token]:
    """The tokens that are a match of ``shape`` and nothing else."""
    for match in shape.finditer(findings(doc).article.text):
        span = doc.char_span(*match.span())
        if span is not None and len(span) == 1:
            yield span[0]


def _acronym(token: Token) -> bool:
    """A word in capitals that isn't a title, among words that aren't all in capitals."""
    if not token.is_upper or lexicon().is_title(token.text):
        return False
    around = [t for t in token.doc[max(0, token.i - 2) : token.i + 3] if t.is_alpha and t.i != token.i]
    return not around or not all(t.is_upper for t in around)


def _holds(token: Token) -> bool:
    """Whether it stands before the name of an event or an award: "the 2018 FIFA football World Cup"."""
    doc = token.doc
    for after in doc[token.i + 1 : min(token.i + 1 + HELD, token.sent.end)]:
        if after.lower_ in _HELD:
            return doc[token.i + 1].text[:1].isupper() or after.text[:1].isupper()
        if not after.is_alpha or after.is_stop or after.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _spelt_out(doc: Doc) -> Iterator[tuple[Token, int, int]]:
    """Acronyms with brackets soon after them that hold the words they stand for: the acronym, and these tokens."""
    for bracket in _at(doc, _BRACKET):
        end = next((t.i for t in doc[bracket.i + 1 : bracket.i + 2 + SPELT] if t.text == ")"), None)
        if end is None or end - bracket.i < 3:
            continue
        initials = "".join(t.text[0] for t in doc[bracket.i + 1 : end] if t.text[0].isupper())
        for token in reversed(doc[max(0, bracket.i - BEFORE) : bracket.i]):
            if token.text == initials and len(initials) > 2:
                yield token, bracket.i + 1, end
                break
