"""The step ``dateline_mentions``: begins to look for mentions, so that ``dateline_actors`` need not wait for them."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.actors.mention_detection import mention_reading


@dataclass
class MentionsStep:
    """Fills ``mention_reading``; reads the encoded text."""

    name: str

    def __call__(self, doc: Doc) -> Doc:
        """Begin to look for the mentions of a parsed Doc."""
        mention_reading(doc)
        return doc


@Language.factory(
    "dateline_mentions",
    requires=["doc._.dateline", "doc.ents", "doc.sents", "token.ent_type"],
    assigns=["doc._.dateline"],
)
def make_mentions_step(nlp: Language, name: str) -> MentionsStep:
    """The step; it has no settings."""
    return MentionsStep(name)
