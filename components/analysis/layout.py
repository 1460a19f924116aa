"""The step ``dateline_layout``: a line break ends a sentence, a title or heading is a sentence of its own.

It runs before the parser and sets sentence starts, which spaCy's parser then keeps.
"""

from __future__ import annotations

import re
from typing import cast

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from thinc.types import Ints2d

from components.analysis.findings import LEAD, findings
from components.analysis.picture_credits import credits
from components.domain.text_outline import outline_of

_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]{2,}(?: [A-Z.’'-]{2,}){0,3}(?:, [A-Z][\w.’' -]{1,30})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?)?"
    r"(?: ?\([A-Z][\w /]{1,20}\))? ?(?:—|–|--|-|_) ?(?=[A-Z“\"`])"
)


@Language.factory("dateline_layout")
class LayoutStep:
    """Sets sentence starts at paragraph starts; writes paragraphs, headings, headline, alternative, credits."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Prepare a tokenised Doc for the parser."""
        found = findings(doc)
        shape = outline_of(doc.text, found.article.title)
        found.paragraphs, found.headings = list(shape.paragraphs), list(shape.headings)
        found.headline, found.alternative = shape.headline, shape.alternative
        starts = {start for start, _ in shape.paragraphs}
        # What follows the line of place and date is a sentence of its own: the place is not its subject.
        starts |= {m.end() for s, e in shape.paragraphs[:LEAD] if (m := _DATELINE.match(doc.text, s, e))}
        found.credits = list(credits(doc.text, [p for p in shape.paragraphs if p != shape.headline]))
        marks = np.zeros(len(doc), dtype="int64")  # 1: begins a sentence, -1: doesn't, 0: the parser decides
        for token in doc:
            if token.idx in starts:
                marks[token.i] = 1
            elif token.is_space or found.in_heading(token.idx, token.idx + len(token)):
                marks[token.i] = -1
        # All at once: setting token by token makes spaCy look through the whole Doc each time.
        return doc.from_array([SENT_START], cast("Ints2d", marks.astype("uint64").reshape(-1, 1)))
