"""Which trigger a date stands with: the verb or noun right before it, the clause it opens, or what governs it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping

from spacy.tokens import Doc, Token

from components.analysis.events.config import EventsConfig
from components.analysis.events.lexicon import event_words
from components.analysis.events.trigger_date_link import Bound, DateTie, ProposedTie, Way
from components.analysis.events.trigger_detection import Trigger


def direct_ties(
    doc: Doc, date_tokens: range, timex: int, triggers: Mapping[int, Trigger], config: EventsConfig
) -> Iterator[ProposedTie]:
    """The ties of one date, by its tokens and the index of its timex, in the order in which they are to be judged."""
    root = _root(doc, date_tokens)
    own = DateTie(timex, "own", "on")
    for child in root.children:
        if child.dep_ in ("relcl", "acl", "advcl") and child.i in triggers and _has_when(child):
            yield ProposedTie(child.i, own)  # "since November, when he was found"
    clause = _clause_opened_after(doc, date_tokens[-1])
    if clause in triggers:
        yield ProposedTie(clause, own)  # "in contrast to Thursday, when two were arrested"
    describes = root.head.i > date_tokens[-1] and root.dep_ in ("compound", "amod", "nummod", "nmod", "poss")
    neighbour = _word_beside(doc, date_tokens[0], config)
    if neighbour in triggers and not describes:
        nominal = triggers[neighbour].nominal
        yield ProposedTie(neighbour, own, "always" if nominal else "never")
        if not nominal:
            return
    governed = _governor_tie(root, date_tokens, timex, triggers, config, describes=describes)
    if governed is not None:
        yield governed


def _governor_tie(
    root: Token,
    date_tokens: Container[int],
    timex: int,
    triggers: Mapping[int, Trigger],
    config: EventsConfig,
    *,
    describes: bool,
) -> ProposedTie | None:
    """The tie to the first trigger above a date; None where the date is of something that is only compared."""
    words = event_words()
    bound: Bound = "on"
    between: Token | None = None  # the last word between the date and the trigger that is no preposition
    token = root
    for _ in range(config.max_heads_to_governor):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.i in date_tokens:
            continue
        word = token.lower_
        if token.pos_ in ("ADP", "SCONJ") or word in words.from_words or word in words.until_words:
            if between is not None:
                if _compares(token, between):
                    return None
            elif any(c.dep_ == "pobj" and c.i not in date_tokens for c in token.children):
                # It governs something else than the date: "through the window Friday" is no end of time.
                if word == "from":
                    return None  # "rose to 90 from 80 a year earlier": the date of what is compared
            else:
                if any(t.lemma_.lower() == "date" for t in (token.head, token.head.head)):
                    continue  # "dating to 1994", "dates back to May": that is when it was
                bound = "from" if word in words.from_words else "until" if word in words.until_words else bound
            continue
        trigger = _trigger_of(token, triggers)
        if trigger is not None:
            # "third-quarter results on Oct. 29": a period that describes a noun yields to a date.
            way: Way = "own" if between is None else "object" if describes else "noun"
            return ProposedTie(trigger.i, DateTie(timex, way, bound), "to as strong")
        between = token
    return None


def _trigger_of(token: Token, triggers: Mapping[int, Trigger]) -> Trigger | None:
    """The trigger that the token is, or the adjective of which it is the copula."""
    trigger = triggers.get(token.i)
    if trigger is None and token.pos_ == "AUX":
        return next((triggers[c.i] for c in token.children if c.i in triggers and c.dep_ == "acomp"), None)
    return trigger


def _compares(preposition: Token, figure: Token) -> bool:
    """Whether the date is of what is only compared: "from 4.1 percent in December", "compared with … last year"."""
    if preposition.lower_ in ("than", "against"):
        return True
    counted = figure.pos_ == "NUM" or any(c.pos_ in ("NUM", "SYM") or c.dep_ == "nummod" for c in figure.children)
    return (preposition.lower_ == "from" and counted) or preposition.head.lemma_ == "compare"


def _has_when(verb: Token) -> bool:
    return any(c.lower_ == "when" for c in verb.children)


def _clause_opened_after(doc: Doc, last: int) -> int:
    """The verb of the clause that "when" opens right after a date; -1 if none."""
    at = last + 1
    at += at < len(doc) and doc[at].text == ","
    return int(doc[at].head.i) if at < len(doc) and doc[at].lower_ == "when" and doc[at].dep_ == "advmod" else -1


def _word_beside(doc: Doc, first: int, config: EventsConfig) -> int:
    """The past verb or the noun that stands right before a date: "said Tuesday", "the summit on Friday"; -1 if none."""
    at = first - 1
    while at > first - 1 - config.max_tokens_beside_date and at > 0 and _is_on_or_adverb(doc[at]):
        at -= 1
    if at < 0 or not (doc[at].pos_ == "NOUN" or (doc[at].pos_ == "VERB" and doc[at].tag_ in ("VBD", "VBN"))):
        return -1
    return int(doc[at].i)


def _is_on_or_adverb(token: Token) -> bool:
    return bool(token.lower_ == "on" or token.pos_ == "ADV")


def _root(doc: Doc, date_tokens: range) -> Token:
    """The date's token that hangs on a word outside it."""
    for i in reversed(date_tokens):
        if doc[i].head.i not in date_tokens and not doc[i].is_punct:
            return doc[i]
    return doc[date_tokens[-1]]
