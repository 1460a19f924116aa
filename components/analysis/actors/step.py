"""The step ``dateline_actors``: who is in the article, every mention joined to its actor with a reason."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

import components.analysis.actors.scorer  # noqa: F401 - registers the scorer
from components.analysis.actors.acronyms import add_acronym_names
from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.anaphora_resolution import Anaphora, UnsureDescription, resolve_anaphora
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.entity_typing import settle_kinds
from components.analysis.actors.mention_detection import detect_mentions
from components.analysis.actors.name_coreference import cluster_names
from components.analysis.actors.name_detection import detect_names
from components.analysis.actors.name_validation import nested_places
from components.analysis.actors.names_of_speakers import speakers_by_function
from components.analysis.actors.roles_and_descriptions import assign_roles, attach_descriptions
from components.analysis.actors.salience import salience_scores
from components.analysis.actors.settled_name_coreference import join_settled
from components.analysis.findings import Findings, findings, publish
from components.analysis.scoring import ScoredStep, Scorer
from components.analysis.step_settings import takes_settings
from components.domain.ids import actor_ids
from components.domain.record import Actor, Mention, UnsureMention


class ActorsStep(ScoredStep[ActorsConfig]):
    """Fills ``actors`` (by prominence), ``left_open`` and unsure mentions; reads ``timexes`` and the encoded text."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the actors of a parsed Doc."""
        state = findings(doc)
        drafts, anaphora = self.drafts(doc)
        ids, state.actors = self._records(doc, state, drafts)
        state.left_open = anaphora.left_open
        state.unsure_mentions = [_unsure(doc, u, ids[u.draft]) for u in anaphora.unsure if u.draft in ids]
        publish(doc, "dateline_actors", (((m.start, m.end), a.id) for a in state.actors for m in a.mentions))
        return doc

    def drafts(self, doc: Doc) -> tuple[list[ActorDraft], Anaphora]:
        """The actors of a parsed Doc before they are ranked, and what wasn't joined to any of them."""
        config = self._config
        detection = detect_mentions(doc, config.max_mention_tokens)
        names = detect_names(doc, detection, config)
        names = [*add_acronym_names(doc, names, config), *nested_places(doc, names, detection, config)]
        drafts = [*cluster_names(doc, names, config), *speakers_by_function(doc, config)]
        settle_kinds(doc, drafts, detection, config)
        drafts = join_settled(doc, drafts, config)
        assign_roles(doc, drafts, config)
        attach_descriptions(doc, drafts, config)
        anaphora = resolve_anaphora(doc, detection, drafts, config)
        drafts = [d for d in drafts if _worth_showing(d)]
        for draft in drafts:
            draft.name = _name_in_case(draft, config)
        return drafts, anaphora

    def _records(
        self, doc: Doc, state: Findings, drafts: Sequence[ActorDraft]
    ) -> tuple[dict[ActorDraft, str], list[Actor]]:
        """The ids of the drafts, and the actors of a record, the most prominent first."""
        ranked = sorted(
            zip(salience_scores(doc, state, drafts, self._config), drafts, strict=True),
            key=lambda scored: (-scored[0][0], scored[1].mentions[0].start),
        )
        ids = dict(zip((d for _, d in ranked), actor_ids(d.name for _, d in ranked), strict=True))
        most = self._config.max_role_characters
        actors = [_actor(doc, draft, ids, score, most) for score, draft in ranked]
        return ids, [msgspec.structs.replace(actor, rank=rank) for rank, actor in enumerate(actors)]


@Language.factory(
    "dateline_actors",
    default_config={**asdict(ActorsConfig()), "scorer": {"@scorers": "dateline.actors_scorer.v1"}},
    # It reads token.pos, too, which spaCy's English pipelines set but don't declare.
    requires=[
        "doc._.dateline",
        "doc.ents",
        "doc.sents",
        "token.ent_type",
        "token.tag",
        "token.dep",
        "token.head",
        "token.lemma",
    ],
    assigns=["doc._.dateline", "doc.spans"],
    default_score_weights={
        "mentions_p": 0.0,
        "mentions_r": 0.0,
        "mentions_f": 0.4,
        "actors_kind_acc": 0.2,
        "actors_b3_p": 0.0,
        "actors_b3_r": 0.0,
        "actors_b3_f": 0.4,
    },
)
@takes_settings(ActorsConfig)
def make_actors_step(nlp: Language, name: str, scorer: Scorer | None, **settings: Any) -> ActorsStep:
    """The step, with settings from the pipeline's config."""
    return ActorsStep(name, ActorsConfig(**settings), scorer)


def _worth_showing(draft: ActorDraft) -> bool:
    """Named, or described and able to act: a place that is described once ("the hall") is where, not who."""
    return not draft.described or draft.kind != "place" or len(draft.mentions) > 1


def _actor(
    doc: Doc,
    draft: ActorDraft,
    ids: Mapping[ActorDraft, str],
    score: tuple[float, dict[str, float]],
    max_role_characters: int,
) -> Actor:
    mentions = sorted(draft.mentions, key=lambda m: (m.start, m.end))
    names = Counter(m.text for m in mentions if m.form == "name")
    return Actor(
        id=ids[draft],
        name=draft.name,
        kind=draft.kind,
        role=draft.role[:max_role_characters] if draft.role else None,
        of=ids.get(draft.of) if draft.of is not None else None,
        aliases=tuple(text for text, _ in names.most_common() if text != draft.name),
        prominence=score[0],
        parts=score[1],
        mentions=tuple(_mention(doc, m) for m in mentions),
    )


def _name_in_case(draft: ActorDraft, config: ActorsConfig) -> str:
    """An actor's name; a person's or place's in capitals ("OAKVILLE, March 3") as it is written elsewhere, or would be.

    Short words in capitals may be acronyms, and so may the names of bodies.
    """
    may_be_acronym = draft.kind not in {"person", "place"} or len(draft.name) <= config.max_acronym_name_letters
    if may_be_acronym or not draft.name.isupper():
        return draft.name
    written = (m.text for m in draft.mentions if m.form == "name" and not m.text.isupper())
    return next((text for text in written if text.casefold() == draft.name.casefold()), string.capwords(draft.name))


def _unsure(doc: Doc, description: UnsureDescription, actor: str) -> UnsureMention:
    last = doc[description.end - 1]
    return UnsureMention(
        start=doc[description.start].idx,
        end=last.idx + len(last),
        form="nominal",
        rule="a description that may be of somebody who is named",
        confidence=description.confidence,
        actor=actor,
        why=description.why,
    )


def _mention(doc: Doc, mention: ActorMention) -> Mention:
    last = doc[mention.end - 1]
    return Mention(
        start=doc[mention.start].idx,
        end=last.idx + len(last),
        form=mention.form,
        rule=mention.rule,
        confidence=mention.confidence,
    )
