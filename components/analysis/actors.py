"""The step ``dateline_actors``: who is in the article, every mention joined to its actor with a reason."""

from __future__ import annotations

from collections import Counter

from spacy.language import Language
from spacy.tokens import Doc

from components.analysis.cast.cluster import Draft, Found, cluster
from components.analysis.cast.describe import descriptions, roles
from components.analysis.cast.names import names
from components.analysis.cast.prominence import scores
from components.analysis.cast.pronouns import pronouns
from components.analysis.cast.relations import relations
from components.analysis.findings import findings, publish
from components.domain.ids import actor_ids
from components.domain.record import Actor, Mention

KEPT_ROLE = 80  # characters of a role


@Language.factory("dateline_actors")
class Actors:
    """Fills ``actors`` (by prominence) and ``relations``."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of a parsed Doc."""
        found = findings(doc)
        drafts = cluster(doc, names(doc))
        roles(doc, drafts)
        taken = {i for d in drafts for m in d.mentions if m.form == "name" for i in range(m.start, m.end)}
        descriptions(doc, drafts, taken)
        pronouns(doc, drafts)
        drafts = [d for d in drafts if _worth_showing(doc, d)]
        ranked = sorted(
            zip(scores(doc, found, drafts), drafts, strict=True), key=lambda sd: (-sd[0], sd[1].mentions[0].start)
        )
        ids = dict(zip((id(d) for _, d in ranked), actor_ids(d.name for _, d in ranked), strict=True))
        found.actors = [_actor(doc, d, ids, score) for score, d in ranked]
        at = {doc[m.start : m.end].root.i: ids[id(d)] for _, d in ranked for m in d.mentions if m.form != "adjective"}
        found.relations = list(relations(doc, at))
        publish(doc, "dateline_actors", (((m.start, m.end), a.id) for a in found.actors for m in a.mentions))
        return doc


def _worth_showing(doc: Doc, draft: Draft) -> bool:
    """Named, or described and either told of again or doing something."""
    if not draft.described or len(draft.mentions) > 1:
        return True
    root = doc[draft.mentions[0].start : draft.mentions[0].end].root
    return root.dep_ in {"nsubj", "nsubjpass"} or (root.dep_ == "pobj" and root.head.dep_ == "agent")


def _actor(doc: Doc, draft: Draft, ids: dict[int, str], score: float) -> Actor:
    mentions = sorted(draft.mentions, key=lambda m: (m.start, m.end))
    named = Counter(m.text for m in mentions if m.form == "name")
    return Actor(
        id=ids[id(draft)],
        name=draft.name,
        kind=draft.kind,
        role=draft.role[:KEPT_ROLE] if draft.role else None,
        of=ids.get(id(draft.of)) if draft.of is not None else None,
        aliases=tuple(text for text, _ in named.most_common() if text != draft.name),
        prominence=score,
        mentions=tuple(_mention(doc, m) for m in mentions),
    )


def _mention(doc: Doc, found: Found) -> Mention:
    last = doc[found.end - 1]
    return Mention(
        start=doc[found.start].idx,
        end=last.idx + len(last),
        form=found.form,
        rule=found.rule,
        confidence=found.confidence,
    )
