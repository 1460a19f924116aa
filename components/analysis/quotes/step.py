"""The step ``dateline_quotes``: direct, mixed, indirect and scare quotes with cue, source and speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, NamedTuple

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.quotes.scorer  # noqa: F401 - registers the scorer
from components.analysis.findings import Findings, findings, publish
from components.analysis.quotes.acceptance import likelihood
from components.analysis.quotes.acceptance_features import Acceptance, acceptance_features
from components.analysis.quotes.all_attributions import find_attributions
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.learned_attribution import learned_attributions
from components.analysis.quotes.pronouns_in_quotes import resolve_quoted_pronouns
from components.analysis.quotes.quote_records import QuoteBuilder
from components.analysis.quotes.quoted_purpose_clauses import attribute_quoted_purposes
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings
from components.domain.record import Quote, UnsureQuote
from components.domain.spans import SpanIndex, contains

_WHY = "too little tells that these are somebody's words or thoughts"


class Considered(NamedTuple):
    """An attribution as it would be told, and the numbers that decide whether it is."""

    quote: Quote
    features: Acceptance


class QuotesStep(ScoredStep[QuotesConfig]):
    """Fills ``quotes`` from the parse and the quotation marks; reads ``actors`` for who speaks.

    Within quotes it puts right whom pronouns mean (``actors``, ``left_open``): only now it is known who says "I".
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of a parsed Doc."""
        state, config = findings(doc), self._config
        self._tell(doc, state, self.considered(doc))
        state.actors, state.left_open = resolve_quoted_pronouns(
            state.article.text, state.actors, state.quotes, state.left_open, config
        )
        publish(doc, "dateline_quotes", ((part, q.kind) for q in state.quotes for part in q.content))
        return doc

    def considered(self, doc: Doc) -> list[Considered]:
        """Every attribution that may be one, in text order, with what decides whether it is told."""
        state, config = findings(doc), self._config
        learned = learned_attributions(doc, config)
        attributions = find_attributions(doc, state.paragraphs, learned, config)
        attribute_quoted_purposes(doc, attributions, config)
        attributions = [a for a in attributions if not state.in_alternative(a.start, a.start + 1)]
        quotes = QuoteBuilder(doc, state, config).quotes(attributions)
        direct = SpanIndex(
            (part, a) for a, q in zip(attributions, quotes, strict=True) if q.kind == "direct" for part in a.content
        )
        by_id = {actor.id: actor for actor in state.actors}
        out = []
        for attribution, quote in zip(attributions, quotes, strict=True):
            around = (o for o in direct.near(*attribution.content) if o is not attribution)
            within = any(contains(part, attribution.content[0]) for o in around for part in o.content)
            actor = by_id.get(quote.speaker or "")
            out.append(Considered(quote, acceptance_features(doc, attribution, quote, actor, within)))
        return out

    def _tell(self, doc: Doc, state: Findings, considered: Sequence[Considered]) -> None:
        """Tell what is likely enough; leave the rest unsure. Words in marks that are nobody's are no attribution."""
        for quote, numbers in considered:
            state.attributions.append(quote)
            if quote.kind == "scare":
                state.quotes.append(quote)
                continue
            likely = likelihood(numbers) * (self._config.negated_factor if numbers.negated else 1.0)
            quote = msgspec.structs.replace(quote, confidence=round(likely * quote.confidence, 2))
            if likely >= self._config.min_told_likelihood:
                state.quotes.append(quote)
            else:
                fields = msgspec.structs.asdict(quote)
                state.unsure_quotes.append(UnsureQuote(quote_kind=fields.pop("kind"), **fields, why=_WHY))


@Language.factory(
    "dateline_quotes",
    default_config={**asdict(QuotesConfig()), "scorer": {"@scorers": "dateline.quotes_scorer.v1"}},
    # It reads token.pos, too, which spaCy's English pipelines set but don't declare.
    requires=["doc._.dateline", "doc.ents", "doc.sents", "token.tag", "token.dep", "token.head", "token.lemma"],
    assigns=["doc._.dateline", "doc.spans"],
    default_score_weights={
        "quotes_p": 0.0,
        "quotes_r": 0.0,
        "quotes_f": 0.5,
        "quotes_speaker_acc": 0.3,
        "quotes_kind_acc": 0.2,
    },
)
@takes_settings(QuotesConfig)
def make_quotes_step(nlp: Language, name: str, scorer: Scorer | None, **settings: Any) -> QuotesStep:
    """The step, with settings from the pipeline's config."""
    return QuotesStep(name, QuotesConfig(**settings), scorer)
