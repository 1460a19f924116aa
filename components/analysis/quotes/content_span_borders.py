"""Where the words that somebody is said to have said end: not on "and", nor in the middle of a phrase.

The learned reader tags word pieces one by one and now and then stops short: "… as a fraud and a | scam artist".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from components.analysis.findings import char_span, findings
from components.analysis.quotes.attribution_draft import Attribution
from components.analysis.quotes.config import DEFAULT_CONFIG, QuotesConfig
from components.domain.spans import Span, overlaps

_LEADING = frozenset(("det", "poss", "amod", "compound", "nummod"))  # what stands before its noun
MIN_WORDS_LEFT = 2  # of a content that is cut before the occasion of saying it
_MEDIUM = "statement|interview|letter|tweet|speech|e-?mail|post|memo|filing|briefing|conference|op-ed|blog|broadcast"
_OCCASION = re.compile(
    rf"\s(?:(?:in|during|at|through|via) (?:an?|the|his|her|its|their) (?:[\w’'-]+ ){{0,3}}(?:{_MEDIUM})"
    r"(?: (?:on|released|issued|published|to|with) [^,.;“”\"]{2,40})?"
    r"|(?:on |last |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?)$"
)
_CLAUSE_WORDS = frozenset(("where", "which", "who", "whose", "until", "unless", "because"))
_CLOSING = "”\"’')]…"


def complete_content(doc: Doc, attribution: Attribution, config: QuotesConfig = DEFAULT_CONFIG) -> None:
    """Move the end of an attribution's content to the end of a phrase; what stands in quotation marks stays."""
    start, end = attribution.content[-1]
    if any(q.start < end <= q.end + 1 for q in attribution.quoted):
        return
    barriers = [s for s in (attribution.cue, attribution.source) if s is not None]
    end = _phrase_end(doc, (start, end), barriers, config)
    if attribution.cue is not None and attribution.cue[1] <= start:
        end = _end_with_clause(doc, start, end, barriers)
        end = _end_before_occasion(findings(doc).article.text, start, end)
    attribution.content[-1] = (start, end)


def _end_with_clause(doc: Doc, start: int, end: int, barriers: Sequence[Span]) -> int:
    """The end of the clause that the content's last noun or verb goes on with: "… record growth, | where it set …"."""
    last = _last_word(char_span(doc, (start, end)))
    after = last.i + 1
    while after < last.sent.end and doc[after].text == ",":
        after += 1
    if after >= last.sent.end or doc[after].lower_ not in _CLAUSE_WORDS:
        return end
    clause = next((c for c in (doc[after], *doc[after].ancestors) if c.dep_ in ("relcl", "advcl", "acl")), None)
    if clause is None or not start <= clause.head.idx < end or clause.left_edge.i < after:
        return end
    stop = clause.right_edge
    span = (doc[after].idx, stop.idx + len(stop))
    if any(overlaps(span, barrier) for barrier in barriers) or any(t.is_quote for t in doc[after : stop.i + 1]):
        return end
    return span[1]


def _end_before_occasion(text: str, start: int, end: int) -> int:
    """Where the content ends without where and when it was said: "more schools | in a statement on Thursday"."""
    match = _OCCASION.search(text, start, end)
    return match.start() if match is not None and len(text[start : match.start()].split()) >= MIN_WORDS_LEFT else end


def _phrase_end(doc: Doc, span: Span, barriers: Sequence[Span], config: QuotesConfig) -> int:
    """The character at which the content ends with a whole phrase; it doesn't run into cue or source."""
    inside = char_span(doc, span)
    end_before_and = _end_before_and(inside)
    if end_before_and is not None:
        return end_before_and
    last, end = inside[-1], span[1]
    for _ in range(config.max_phrase_heads):
        word = _word_completing(last)
        if word is None or word.sent.start != last.sent.start:
            break
        if word.idx + len(word) - span[1] > config.max_phrase_characters:
            break
        between = doc[last.i + 1 : word.i + 1]
        if any(t.is_quote or any(overlaps((t.idx, t.idx + len(t)), s) for s in barriers) for t in between):
            break
        last, end = word, word.idx + len(word)
    return end


def _end_before_and(inside: Tokens) -> int | None:
    """Where the content ends without the "and" that it closes with; None where it closes with none."""
    last = _last_word(inside)
    if last.dep_ != "cc" or last.text == "&" or last.i == inside[0].i:
        return None
    before = _last_word(inside[: last.i - inside[0].i])
    return before.idx + len(before)


def _last_word(inside: Tokens) -> Token:
    """The last token but for marks that close nothing; the first where there are only such."""
    last = inside[-1]
    while last.i > inside[0].i and last.is_punct and last.text not in _CLOSING:
        last = last.nbor(-1)
    return last


def _word_completing(last: Token) -> Token | None:
    """The word that a phrase goes on to when it can't end with ``last``."""
    if last.dep_ == "case":
        last = last.head  # "the president's | plan"
    if last.dep_ in _LEADING and last.head.i > last.i:
        return last.head
    if last.text == "&":
        return next((c for c in last.head.children if c.dep_ == "conj" and c.i > last.i), None)
    if last.dep_ in ("prep", "agent"):
        return next((c for c in last.children if c.dep_ == "pobj" and c.i > last.i), None)
    return None
