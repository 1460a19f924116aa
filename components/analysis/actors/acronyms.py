"""Bodies named by their acronym alone: whoever holds "the FIFA World Cup", and "WTI (Waste Transport Inc)" spelt out.

What an acronym stands for is told by its letters (after Schwartz and Hearst 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.name_mention import NameMention
from components.analysis.findings import findings

_CAPITALS = re.compile(r"\b[^\W\d_a-z]{3,7}\b")  # two may be a state's ("NJ")
_BRACKET = re.compile(r"\(")


def add_acronym_names(doc: Doc, names: Sequence[NameMention], config: ActorsConfig) -> list[NameMention]:
    """``names`` and what it lacks: acronyms, also within longer names, and what they stand for instead of its parts."""
    spelt_out = {acronym.text: (start, end) for acronym, start, end in _spelt_out(doc, config)}
    tokens_spelt_out = {i for start, end in spelt_out.values() for i in range(start, end)}
    out = [n for n in names if not tokens_spelt_out.issuperset(range(n.start, n.end))]
    out += [_body(doc, start, end) for start, end in spelt_out.values()]
    names_of_one_token = {n.start for n in out if n.end - n.start == 1}
    name_at = {i: n for n in out for i in range(n.start, n.end)}
    for token in _tokens_of_shape(doc, _CAPITALS):
        if token.i in names_of_one_token or not _is_acronym(token):
            continue
        outer = name_at.get(token.i)
        if outer is not None and (outer.label == "PERSON" or outer.start != token.i):
            continue
        if token.text in spelt_out or _holds_event(token, config):
            out.append(_body(doc, token.i, token.i + 1))
    return out


def _body(doc: Doc, start: int, end: int) -> NameMention:
    return NameMention(start, end, "organisation", "ORG", " ".join(doc[start:end].text.split()))


def _tokens_of_shape(doc: Doc, shape: re.Pattern[str]) -> Iterator[Token]:
    """The tokens that are a match of ``shape`` and nothing else."""
    for match in shape.finditer(findings(doc).article.text):
        span = doc.char_span(*match.span())
        if span is not None and len(span) == 1:
            yield span[0]


def _is_acronym(token: Token) -> bool:
    """A word in capitals that isn't a title, among words that aren't all in capitals."""
    if not token.is_upper or lexicon().is_title(token.text):
        return False
    around = [t for t in token.doc[max(0, token.i - 2) : token.i + 3] if t.is_alpha and t.i != token.i]
    return not around or not all(t.is_upper for t in around)


def _holds_event(token: Token, config: ActorsConfig) -> bool:
    """Whether it stands before the name of an event or an award: "the 2018 FIFA football World Cup"."""
    doc = token.doc
    for after in doc[token.i + 1 : min(token.i + 1 + config.max_tokens_to_event, token.sent.end)]:
        if after.lower_ in lexicon().events_and_awards:
            return doc[token.i + 1].text[:1].isupper() or after.text[:1].isupper()
        if not after.is_alpha or after.is_stop or after.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _spelt_out(doc: Doc, config: ActorsConfig) -> Iterator[tuple[Token, int, int]]:
    """Acronyms with brackets soon after them that hold the words they stand for: the acronym, and these tokens."""
    for bracket in _tokens_of_shape(doc, _BRACKET):
        reach = bracket.i + 2 + config.max_spelt_out_tokens
        end = next((t.i for t in doc[bracket.i + 1 : reach] if t.text == ")"), None)
        if end is None or end - bracket.i < 3:
            continue
        initials = "".join(t.text[0] for t in doc[bracket.i + 1 : end] if t.text[0].isupper())
        for token in reversed(doc[max(0, bracket.i - config.max_tokens_before_brackets) : bracket.i]):
            if token.text == initials and len(initials) > 2:
                yield token, bracket.i + 1, end
                break
