"""Who acts on whom, with whether it happened, is claimed, denied, planned, possible or not so, and in whose voice.

What the text doesn't assert is never told as done: "never intended to harm", "denies bribing", "allegedly raped".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from spacy.tokens import Doc, Token

from components.analysis.actors.relation_extraction import ActorsOfVerb, relations
from components.analysis.clause_arguments import has_not
from components.analysis.events.config import EventsConfig
from components.analysis.events.factuality import factuality_of, quoted_words, voice_of
from components.analysis.events.lexicon import event_words
from components.analysis.events.trigger_detection import Trigger
from components.analysis.findings import Findings, char_span
from components.domain.record import UNKNOWN, WRITER, Actor, Mention, Quote, Relation, RelationStatus, UnsureRelation
from components.domain.spans import SpanIndex
from components.name_lists.country_names import countries

_VERBAL = ("xcomp", "ccomp", "pcomp", "advcl", "conj", "acl")


def actor_relations(doc: Doc, state: Findings, config: EventsConfig) -> tuple[list[Relation], list[UnsureRelation]]:
    """Who acts on whom among the actors, and what is too unsure as one of the two is; each told once."""
    mention_at: dict[int, tuple[Actor, Mention]] = {}
    for actor in state.actors:
        for mention in actor.mentions:
            if mention.form != "adjective":
                mention_at[char_span(doc, (mention.start, mention.end)).root.i] = (actor, mention)
    quotes = quoted_words(state.quotes)
    told: dict[tuple[str, str, str, str, str], Relation] = {}
    unsure: dict[tuple[str, str, str, str, str], UnsureRelation] = {}
    for found in relations(doc, {i: actor.id for i, (actor, _) in mention_at.items()}):
        if _is_where(found, mention_at[found.patient.i][0]):
            continue
        mentions = [mention_at[token.i][1] for token in (found.agent, found.patient)]
        relation = _relation(found, mentions, quotes, state, config)
        key = (relation.agent, relation.patient, relation.verb, relation.status, relation.voice)
        if relation.confidence < config.min_relation_confidence:
            why = "it is unsure whom the text means"
            unsure.setdefault(key, UnsureRelation(**msgspec.structs.asdict(relation), why=why))
        elif key not in told:
            told[key] = relation
    return list(told.values()), [relation for key, relation in unsure.items() if key not in told]


def _is_where(found: ActorsOfVerb, patient: Actor) -> bool:
    """Whether a place is where one goes or is, and not whom one deals with: "flew to Leeds", "returned to France"."""
    if patient.kind != "place" or not found.word.endswith((" at", " to", " for", " on")):
        return False
    return countries().country(patient.name) is None or found.verb.lemma_.lower() in event_words().motion_verbs


def _relation(
    found: ActorsOfVerb, mentions: Iterable[Mention], quotes: SpanIndex[Quote], state: Findings, config: EventsConfig
) -> Relation:
    doc, verb = found.verb.doc, found.verb
    status, voice = _status(verb, quotes, state.actors, config)
    first, last = min(found.agent.i, found.patient.i, verb.i), max(found.agent.i, found.patient.i, verb.i)
    sure = min(mention.confidence for mention in mentions)
    return Relation(
        agent=found.agent_id,
        verb=found.word,
        patient=found.patient_id,
        start=doc[first].idx,
        end=doc[last].idx + len(doc[last]),
        negated=has_not(verb),
        status=status,
        voice=voice,
        confidence=round(sure * config.relation_confidence, 2),
    )


def _status(
    verb: Token, quotes: SpanIndex[Quote], actors: Sequence[Actor], config: EventsConfig
) -> tuple[RelationStatus, str]:
    """The status that the clause gives, and who tells it."""
    trigger = Trigger(verb, "action", nominal=False)
    voice = voice_of(trigger, quotes, actors, config)
    by_clause = _not_done(verb, config)
    if by_clause is not None:
        return by_clause, voice.actor
    own = factuality_of(trigger, ahead=False, config=config).status
    helpers = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if _is_inverted_condition(verb) or ("have" in helpers and helpers & event_words().may_auxiliaries):
        return "possible", voice.actor  # "had he warned …, he would not have sued"
    if own == "denied" or _is_told_of_none(verb):
        return "not so", voice.actor
    if voice.claimed and own in ("happened", "ongoing"):
        own = "claimed"
    if own == "claimed" and voice.actor == WRITER:
        return own, UNKNOWN  # a claim is never the writer's own
    if own == "ongoing" and verb.dep_ == "pcomp":
        return "happened", voice.actor  # "left after thanking Ruiz"
    return own, voice.actor


def _not_done(verb: Token, config: EventsConfig) -> RelationStatus | None:
    """What the verbs above say of one under them: refused, denied, never meant, accused of; None where nothing."""
    words = event_words()
    status: RelationStatus | None = None
    for clause, above in _verbs_above(verb, config.max_verb_chain):
        lemma = above.lemma_.lower()
        if clause.dep_ == "pcomp" and (clause.head.lower_ == "without" or clause.head.head.lower_ == "short"):
            return "not so"
        if _is_called_untrue(above):
            return "denied"
        if lemma in words.disowning_verbs and clause.dep_ in ("xcomp", "ccomp", "pcomp", "dobj"):
            return "possible" if _is_negated(above) else "denied"
        if lemma in words.achieving_verbs and clause.dep_ in ("pcomp", "xcomp") and not _is_negated(above):
            return "happened"
        if _is_told_of_none(above):
            return "not so"
        if lemma in words.failing_verbs and clause.dep_ in ("xcomp", "pcomp"):
            return "happened" if _is_negated(above) else "not so"
        if lemma in words.accusing_verbs and clause.dep_ in ("xcomp", "pcomp"):
            return "claimed"
        if clause.dep_ in ("xcomp", "pcomp") and _is_negated(above):
            return "not so"
        if clause.dep_ in ("xcomp", "pcomp") and lemma in words.planning | words.urging | words.believing:
            status = status or ("possible" if lemma in ("attempt", "try", "seek", "hope") else "planned")
    return status


def _is_called_untrue(word: Token) -> bool:
    """Whether what stands under it is said to be untrue: "it is not true that", "a report that … was false"."""
    verb = word
    if word.pos_ == "NOUN":
        verb = word.head if word.dep_ in ("nsubj", "nsubjpass") else word
    if word.pos_ == "ADJ":
        verb = word.head if word.dep_ == "acomp" else word
    said = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    if word.pos_ == "ADJ" and word not in said:
        said.append(word)
    negated = has_not(verb)
    return any(
        (c.lemma_.lower() in ("true", "fact") and negated)
        or (c.lemma_.lower() in ("false", "untrue", "lie", "fabrication", "invention", "nonsense") and not negated)
        for c in said
    )


def _is_told_of_none(verb: Token) -> bool:
    """Whether nobody does it: "neither Pratt nor Moss sued", "nothing suggests"."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    return any(
        subject.lower_ in ("nobody", "nothing", "none")
        or any(c.lower_ in ("no", "neither", "nor") for c in subject.children if c.i < subject.i or c.dep_ == "cc")
        for subject in subjects
    )


def _is_inverted_condition(verb: Token) -> bool:
    """Whether an auxiliary before the subject makes it a condition: "Had Boyd warned Marlin, …"."""
    helper = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in ("had", "should", "were")), None)
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return (
        helper is not None and subject is not None and helper.i < subject.i and verb.dep_ in ("advcl", "ccomp", "ROOT")
    )


def _verbs_above(verb: Token, most: int) -> Iterator[tuple[Token, Token]]:
    """The clauses that a verb stands in, from its own upwards, each with the verb that governs it."""
    clause = verb
    for _ in range(most):
        if clause.dep_ not in _VERBAL or clause.head.i == clause.i:
            return
        above = clause.head
        if above.dep_ == "prep" and above.head.i != above.i:
            above = above.head
        if above.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
            return
        yield clause, above
        clause = above


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or c.lower_ in ("never", "hardly", "no", "neither") for c in verb.children)
