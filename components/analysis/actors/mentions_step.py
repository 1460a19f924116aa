"""The step ``dateline_mentions``: begins to look for mentions, so that ``dateline_actors`` need not wait for them."""

from __future__ import annotations

from spacy.language import Language

from components.analysis.actors.mention_detection import mention_reading
from components.analysis.ahead_step import AheadStep


@Language.factory(
    "dateline_mentions",
    requires=["doc._.dateline", "doc.ents", "doc.sents", "token.ent_type"],
    assigns=["doc._.dateline"],
)
def make_mentions_step(nlp: Language, name: str) -> AheadStep:
    """The step; it has no settings."""
    return AheadStep(name, mention_reading)
