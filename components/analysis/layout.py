"""The step ``dateline_layout``: paragraphs and headings, so that a line break ends a sentence.

It runs before the parser and sets sentence starts, which spaCy's parser then keeps. A text whose lines
were wrapped by hand (mail, old wire copy) is told by its lines: there only blank lines divide.
"""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.findings import Findings, findings
from components.domain.spans import Span, trimmed

LONGEST_HEADING = 22  # words; the longest headline of the wire services' style books is about 15
_TERMINAL = (".", "!", "?", ":", ";", ",", "--", "—", "_", "...")
_SMALL = {
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "is", "it", "its", "nor", "of",
    "off", "on", "or", "over", "per", "so", "than", "that", "the", "to", "up", "via", "vs", "with", "after", "amid",
}  # fmt: skip


def _wrapped_by_hand(lines: list[str]) -> bool:
    """Whether single line breaks stand inside sentences: most long lines go on in lower case or unfinished."""
    inside = broken = 0
    for line, following in zip(lines, lines[1:], strict=False):
        a, b = line.strip(), following.strip()
        if len(a) < 45 or not b:
            continue
        inside += 1
        broken += len(a) <= 100 and not a.endswith((".", "!", "?", '"', "”", "''", ":")) and (b[0].islower() or len(b) > 30)
    return inside >= 3 and broken / inside >= 0.5


def paragraph_spans(text: str) -> list[Span]:
    """The paragraphs of a text: lines, or blocks between blank lines where lines were wrapped by hand."""
    divider = r"\n\s*\n" if _wrapped_by_hand(text.split("\n")) else r"\n"
    out = []
    position = 0
    for part in re.split(f"({divider})", text):
        span = trimmed(text, (position, position + len(part)))
        if span[0] < span[1]:
            out.append(span)
        position += len(part)
    return out


def _title_case(words: list[str]) -> bool:
    """Whether the words are capitalised as in a headline, the small ones left out."""
    large = [w for w in words if w.lower() not in _SMALL and w[0].isalpha()]
    return len(large) >= 2 and sum(w[0].isupper() for w in large) / len(large) >= 0.75


def is_heading(line: str, first: bool, before_longer: bool) -> bool:
    """Whether a line is a title or section heading.

    ``first``: nothing but headings stands before it. ``before_longer``: a longer paragraph follows.
    """
    words = re.findall(r"[\w’'.&$%-]*\w", line)
    if not words or len(words) > LONGEST_HEADING or re.search(r"\(?(?:AP|Reuters|AFP|Xinhua|UPI)\b\s*\)?\s*[-—–_]*$", line):
        return False
    if line.startswith(("“", '"', "``", "- ", "* ", "• ")) and not _title_case(words):
        return False
    if line.startswith("#"):
        return True
    if line.endswith(_TERMINAL) and not line.endswith(("?", "!")):
        return first and _title_case(words) and len(words) >= 4 and not re.search(r"\b(?:said|says)\b", line)
    if first:
        return before_longer or _title_case(words)
    return before_longer and (_title_case(words) or (len(words) <= 10 and line[0].isupper() and not line.endswith(('"', "”", "''"))))


def headings_of(text: str, paragraphs: list[Span]) -> list[Span]:
    """The paragraphs that are titles or section headings."""
    out = []
    first = True
    for i, (start, end) in enumerate(paragraphs):
        following = next(
            (e - s for s, e in paragraphs[i + 1 : i + 4] if e - s > 140 or text[e - 1] in ".!?”\"'"), 0
        )
        heading = is_heading(text[start:end], first, following > (end - start) * 0.8)
        if heading:
            out.append((start, end))
        first = first and heading
    return out if len(out) < len(paragraphs) else []


@Language.factory("dateline_layout")
class Layout:
    """Sets sentence starts at paragraph starts; finds headings, the headline and its alternative."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        found = findings(doc)
        text = doc.text
        found.paragraphs = paragraph_spans(text)
        found.headings = headings_of(text, found.paragraphs)
        self._headline(text, found)
        starts = {s for s, _ in found.paragraphs}
        for token in doc:
            if token.idx in starts:
                token.is_sent_start = True
            elif token.is_space or found.in_heading(token.idx, token.idx + len(token)):
                token.is_sent_start = False
        return doc

    @staticmethod
    def _headline(text: str, found: Findings) -> None:
        """Of two headline lines before the body the second is the title; a title given outside decides first."""
        leading = [h for h, p in zip(found.headings, found.paragraphs, strict=False) if h == p]
        given = found.article.title.strip()
        named = [h for h in leading if given and text[h[0] : h[1]].strip() == given]
        if named:
            found.headline = named[0]
            others = [h for h in leading[:2] if h != named[0]]
            found.alternative = others[0] if others else None
        elif len(leading) >= 2 and _alike(text, leading[0], leading[1]):
            found.alternative, found.headline = leading[0], leading[1]
        elif leading:
            found.headline = leading[0]


def _alike(text: str, a: Span, b: Span) -> bool:
    """Whether two headline lines tell the same story: they share a third of their words."""
    one = {w.lower() for w in re.findall(r"\w{3,}", text[a[0] : a[1]])}
    two = {w.lower() for w in re.findall(r"\w{3,}", text[b[0] : b[1]])}
    return bool(one and two) and len(one & two) / min(len(one), len(two)) >= 0.34
