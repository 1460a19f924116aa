"""The step ``dateline_quotes``: direct, mixed, indirect and scare quotes with cue, source and speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.quotes.scorer  # noqa: F401 - registers the scorer
from components.analysis.actors.relation_extraction import actor_relations
from components.analysis.findings import Findings, char_span, findings, publish
from components.analysis.quotes.all_attributions import find_attributions
from components.analysis.quotes.config import QuotesConfig
from components.analysis.quotes.learned_attribution import LearnedAttribution, learned_attributions
from components.analysis.quotes.pronouns_in_quotes import resolve_quoted_pronouns
from components.analysis.quotes.quote_records import QuoteBuilder
from components.analysis.quotes.quoted_purpose_clauses import attribute_quoted_purposes
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings


class QuotesStep(ScoredStep[QuotesConfig]):
    """Fills ``quotes`` from the parse and the quotation marks; reads ``actors`` for who speaks.

    Within quotes it puts right whom pronouns mean (``actors``, ``left_open``, ``relations``): only now it is known
    who says "I".
    """

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotes of a parsed Doc."""
        state, config = findings(doc), self._config
        learned = _without_repeated_headlines(doc, state, learned_attributions(doc, config), config)
        attributions = find_attributions(doc, state.paragraphs, learned, config)
        attribute_quoted_purposes(doc, attributions, config)
        attributions = [a for a in attributions if not state.in_alternative(a.start, a.start + 1)]
        state.quotes = QuoteBuilder(doc, state, config).quotes(attributions)
        before = state.actors
        state.actors, state.left_open = resolve_quoted_pronouns(
            state.article.text, state.actors, state.quotes, state.left_open, config
        )
        if state.actors != before:
            state.relations = actor_relations(doc, state.actors)
        publish(doc, "dateline_quotes", ((part, q.kind) for q in state.quotes for part in q.content))
        return doc


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


def _without_repeated_headlines(
    doc: Doc, state: Findings, learned: Sequence[LearnedAttribution], config: QuotesConfig
) -> list[LearnedAttribution]:
    """Without what a headline attributes by a word that the text below it attributes by again ("urges", "urged")."""
    roots = [char_span(doc, a.cue).root for a in learned]
    verbs = {r.lemma_.lower() for r, a in zip(roots, learned, strict=True) if not state.in_heading(*a.cue)}
    verbs = {verb for verb in verbs if len(verb) >= config.min_repeated_cue_letters}
    return [
        attribution
        for root, attribution in zip(roots, learned, strict=True)
        # In title case the parser takes verbs for names: "Urges" is no form of "urge" to it.
        if not (state.in_heading(*attribution.cue) and any(root.lower_.startswith(verb) for verb in verbs))
    ]
