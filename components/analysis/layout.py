"""The step ``dateline_layout``: a line break ends a sentence, a title or heading is a sentence of its own.

It runs before the parser and sets sentence starts, which spaCy's parser then keeps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, cast

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from thinc.types import Ints2d

from components.analysis.findings import findings
from components.analysis.picture_credits import credits
from components.analysis.scoring import ScoredStep, Scorer, prefixed, span_prf
from components.analysis.speaker_turns import turns_of
from components.analysis.step_settings import takes_settings
from components.analysis.wire_dateline import DATELINE
from components.domain.text_outline import outline_of


@dataclass(frozen=True)
class LayoutConfig:
    """The settings of ``dateline_layout``; each is also a key of the factory's config."""

    max_dateline_paragraph: int = 6  # paragraphs, from the first, that may begin with the line of place and date


class LayoutStep(ScoredStep[LayoutConfig]):
    """Sets sentence starts at paragraph starts; writes paragraphs, headings, headline, alternative, credits."""

    def __call__(self, doc: Doc) -> Doc:
        """Prepare a tokenised Doc for the parser."""
        state = findings(doc)
        outline = outline_of(doc.text, state.article.title)
        state.paragraphs, state.headings = list(outline.paragraphs), list(outline.headings)
        state.headline, state.alternative = outline.headline, outline.alternative
        state.credits = list(credits(doc.text, [p for p in outline.paragraphs if p != outline.headline]))
        state.turns = turns_of(doc.text, outline.paragraphs)
        starts = {start for start, _ in outline.paragraphs}
        starts |= {
            start for turn in state.turns for start, _ in turn.words
        }  # a speaker's label is no part of the words
        # What follows the line of place and date is a sentence of its own: the place is not its subject.
        first_paragraphs = outline.paragraphs[: self._config.max_dateline_paragraph]
        starts |= {m.end() for s, e in first_paragraphs if (m := DATELINE.match(doc.text, s, e))}
        marks = np.zeros(len(doc), dtype="int64")  # 1: begins a sentence, -1: doesn't, 0: the parser decides
        for token in doc:
            if token.idx in starts:
                marks[token.i] = 1
            elif token.is_space or state.in_heading(token.idx, token.idx + len(token)):
                marks[token.i] = -1
        # All at once: setting token by token makes spaCy look through the whole Doc each time.
        return doc.from_array([SENT_START], cast("Ints2d", marks.astype("uint64").reshape(-1, 1)))


def score_layout(examples: Iterable[Example], **_: Any) -> dict[str, Any]:
    """``headings_p``, ``_r``, ``_f`` and ``paragraphs_p``, ``_r``, ``_f`` by their characters; 0..1."""
    listed = list(examples)
    return {
        **prefixed("headings", span_prf(listed, lambda doc: findings(doc).headings)),
        **prefixed("paragraphs", span_prf(listed, lambda doc: findings(doc).paragraphs)),
    }


def make_layout_scorer() -> Scorer:
    """The scorer, for the config of a pipeline."""
    return score_layout


registry.scorers.register("dateline.layout_scorer.v1", func=make_layout_scorer)


@Language.factory(
    "dateline_layout",
    default_config={**asdict(LayoutConfig()), "scorer": {"@scorers": "dateline.layout_scorer.v1"}},
    assigns=["doc._.dateline", "token.is_sent_start"],
    default_score_weights={
        "headings_p": 0.0,
        "headings_r": 0.0,
        "headings_f": 0.5,
        "paragraphs_p": 0.0,
        "paragraphs_r": 0.0,
        "paragraphs_f": 0.5,
    },
)
@takes_settings(LayoutConfig)
def make_layout_step(nlp: Language, name: str, scorer: Scorer | None, **settings: Any) -> LayoutStep:
    """The step, with settings from the pipeline's config."""
    return LayoutStep(name, LayoutConfig(**settings), scorer)
