"""The step ``dateline_actors``: who is in the article, every mention joined to its actor with a reason."""

from __future__ import annotations

import string
from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.actors.acronyms import add_acronym_names
from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.anaphora_resolution import resolve_anaphora
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.entity_typing import settle_kinds
from components.analysis.actors.mention_detection import detect_mentions
from components.analysis.actors.name_coreference import cluster_names
from components.analysis.actors.name_detection import detect_names
from components.analysis.actors.name_validation import nested_places
from components.analysis.actors.relation_extraction import actor_relations
from components.analysis.actors.roles_and_descriptions import assign_roles, attach_descriptions
from components.analysis.actors.salience import salience_scores
from components.analysis.findings import findings, publish
from components.domain.ids import actor_ids
from components.domain.record import Actor, Mention

KEPT_ROLE = 80  # characters of a role
LONGEST_ACRONYM = 4  # letters


@Language.factory("dateline_actors")
class ActorsStep:
    """Fills ``actors`` (by prominence) and ``relations``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of a parsed Doc."""
        found = findings(doc)
        hearing = detect_mentions(doc)
        named = detect_names(doc, hearing)
        names = [*add_acronym_names(doc, named), *nested_places(doc, named, hearing)]
        drafts = cluster_names(doc, names, ActorsConfig())
        settle_kinds(doc, drafts, hearing)
        assign_roles(doc, drafts)
        attach_descriptions(doc, drafts)
        found.left_open = resolve_anaphora(doc, hearing, drafts, ActorsConfig())
        drafts = [d for d in drafts if _worth_showing(d)]
        for draft in drafts:
            draft.name = _cased(draft)
        ranked = sorted(
            zip(salience_scores(doc, found, drafts), drafts, strict=True),
            key=lambda sd: (-sd[0][0], sd[1].mentions[0].start),
        )
        ids = dict(zip((d for _, d in ranked), actor_ids(d.name for _, d in ranked), strict=True))
        found.actors = [_actor(doc, d, ids, score) for score, d in ranked]
        found.relations = actor_relations(doc, found.actors)
        publish(doc, "dateline_actors", (((m.start, m.end), a.id) for a in found.actors for m in a.mentions))
        return doc


def _worth_showing(draft: ActorDraft) -> bool:
    """Named, or described and able to act: a place that is described once ("the hall") is where, not who."""
    return not draft.described or draft.kind != "place" or len(draft.mentions) > 1


def _actor(doc: Doc, draft: ActorDraft, ids: dict[ActorDraft, str], score: tuple[float, dict[str, float]]) -> Actor:
    mentions = sorted(draft.mentions, key=lambda m: (m.start, m.end))
    named = Counter(m.text for m in mentions if m.form == "name")
    return Actor(
        id=ids[draft],
        name=draft.name,
        kind=draft.kind,
        role=draft.role[:KEPT_ROLE] if draft.role else None,
        of=ids.get(draft.of) if draft.of is not None else None,
        aliases=tuple(text for text, _ in named.most_common() if text != draft.name),
        prominence=score[0],
        parts=score[1],
        mentions=tuple(_mention(doc, m) for m in mentions),
    )


def _cased(draft: ActorDraft) -> str:
    """An actor's name; a person's or place's in capitals ("OAKVILLE, March 3") as it is written elsewhere, or would be.

    Short words in capitals may be acronyms, and so may the names of bodies.
    """
    if draft.kind not in {"person", "place"} or not draft.name.isupper() or len(draft.name) <= LONGEST_ACRONYM:
        return draft.name
    written = (m.text for m in draft.mentions if m.form == "name" and not m.text.isupper())
    return next((text for text in written if text.casefold() == draft.name.casefold()), string.capwords(draft.name))


def _mention(doc: Doc, found: ActorMention) -> Mention:
    last = doc[found.end - 1]
    return Mention(
        start=doc[found.start].idx,
        end=last.idx + len(last),
        form=found.form,
        rule=found.rule,
        confidence=found.confidence,
    )
