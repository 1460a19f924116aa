"""What decides whether a word is on a date (a TimeML TLINK): the rules' tie, their places in the parse, tense, period.

One row of numbers a pair of a candidate and a timex (FEATURES), which event_models.py weighs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from components.analysis.events.lexicon import event_words
from components.analysis.events.trigger_date_link import DateTie
from components.analysis.events.trigger_detection import Trigger
from components.analysis.timex.timex3_value_arithmetic import unit_of
from components.domain.record import Timex
from components.domain.spans import Span, SpanIndex

_WAYS = ("own", "noun", "object", "joined", "within", "control", "only", "story")
_ABOVE = "ccomp relcl advcl acl conj xcomp pcomp dobj pobj prep nsubj parataxis attr compound".split()
_BELOW = "ccomp relcl advcl acl conj xcomp pcomp dobj nsubj npadvmod compound poss amod nmod".split()
_TAGS = ("VBD", "VBN", "VB", "VBG", "VBZ")
_UNITS = "DWMYQ"
_BOUNDING = frozenset(("since", "from", "until", "till", "by", "before", "after", "than"))
_DEICTIC = frozenset(("today", "yesterday", "tomorrow", "tonight"))
_DEGREES = frozenset(("JJS", "RBS"))
_ORDINALS = frozenset(("first", "second", "third", "last", "only"))
_PAUSES = frozenset((",", ";", "—", "-", "–", "("))
_COMPARING = frozenset(("than", "compared", "versus", "against", "earlier", "same"))
MOST_STEPS = 6  # up the parse that are told apart
MOST_TOKENS = 30
FEATURES = (
    *(f"way_{w}" for w in _WAYS), "tied_to_other", "untied", "bound_from", "bound_until", "word_governs", "steps_word",
    "steps_date", *(f"above_{d}" for d in _ABOVE), *(f"below_{d}" for d in _BELOW), "through_candidate",
    "through_verb", "word_through_verb", "under_reporting", "meet_in_verb", "apart", "governor_is_word",
    "governor_reports", "distance", "date_after", "beside", "verbs_between", "pauses_between", "nearest",
    "date_begins", "date_ends", *(f"unit_{u}" for u in _UNITS), "time", "is_article_date", "confidence",
    "from_article_date", "ahead_past", "behind_will", "ahead_will", "behind_past", "ahead_infinitive",
    "behind_infinitive", "behind_present", "behind_perfect", "ahead", "behind", "only_date", "dates", "noun",
    "reporting", "stative", *(f"tag_{t}" for t in _TAGS), "other_date_below", "quote_holds_word", "quote_holds_both",
    "quote_holds_date", "main_day", "modifies", "bounded", "definite", "degree_since", "as_of", "clock_alone",
    "deictic_in_quote", "weekday_of_noun", "comparing", "other_owns_date", "occurs", "ahead_noun", "vague",
    "story", "story_sentences", "story_same_paragraph", "story_past_verb", "story_noun", "story_in_quote",
    "story_early", "story_pluperfect", "story_perfect", "story_market",
)  # fmt: skip


class DatingContext(NamedTuple):
    """What pairs of one article share. ``occurs``: how likely each trigger is an event (0..1), by token index."""

    triggers: Mapping[int, Trigger]
    ties: Mapping[int, DateTie]
    timexes: Sequence[Timex]
    token_spans: Mapping[int, tuple[int, int]]  # first and last token of each timex
    article_date: str | None
    main_day: tuple[str | None, str | None] | None
    occurs: Mapping[int, float]
    quotes: SpanIndex[tuple[Span, str]]  # each part of a quote with the quote's id
    text: str
    sentence_numbers: npt.NDArray[np.int64]  # of each token
    by_sentence: Mapping[int, Sequence[int]]  # the timexes of a sentence, by its first token


def dating_features(doc: Doc, token: Token, tie: DateTie, context: DatingContext) -> list[float]:
    """The numbers of one pair, in the order of FEATURES; ``tie.way`` is "sentence" where no rule ties them."""
    words = event_words()
    timex = context.timexes[tie.timex]
    ruled = context.ties.get(token.i)
    found: dict[str, float] = {}
    if tie.way in _WAYS:
        found[f"way_{tie.way}"] = 1
    found["tied_to_other"] = ruled is not None and ruled.timex != tie.timex
    found["untied"] = ruled is None
    found["bound_from"], found["bound_until"] = tie.bound == "from", tie.bound == "until"
    first = context.token_spans[tie.timex][0]
    same_sentence = token.sent.start <= first < token.sent.end
    if same_sentence:
        found |= _places(doc, token, tie.timex, context)
    else:
        found |= _story(doc, token, first, context)
    _period(found, token, timex, context)
    found["noun"] = token.pos_ == "NOUN"
    trigger = context.triggers[token.i]
    found["reporting"] = trigger.kind == "reporting"
    found["stative"] = token.lemma_.lower() in words.stative
    found[f"tag_{token.tag_}"] = 1
    word_quote, date_quote = _quote_at(context, token.idx), _quote_at(context, timex.start)
    found["quote_holds_word"] = bool(word_quote and not date_quote)
    found["quote_holds_both"] = bool(word_quote and word_quote == date_quote)
    found["quote_holds_date"] = bool(date_quote and not word_quote)
    found["deictic_in_quote"] = bool(date_quote) and doc[first].lower_ in _DEICTIC
    found["occurs"] = context.occurs.get(token.i, 0)
    return [float(found.get(name, 0)) for name in FEATURES]


def _quote_at(context: DatingContext, at: int) -> str | None:
    return next((q for (start, end), q in context.quotes.near((at, at + 1)) if start <= at < end), None)


def _places(doc: Doc, token: Token, timex: int, context: DatingContext) -> dict[str, float]:
    """Where a word and a date of its sentence stand to each other."""
    words = event_words()
    first, last = context.token_spans[timex]
    found: dict[str, float] = {}
    root = next(
        (doc[i] for i in range(last, first - 1, -1) if not first <= doc[i].head.i <= last and not doc[i].is_punct),
        doc[last],
    )
    up = [root, *root.ancestors]
    places = {t.i: n for n, t in enumerate(up)}
    from_word = [token, *token.ancestors]
    meeting = next((n for n, t in enumerate(from_word) if t.i in places), None)
    if meeting is None:
        found["apart"] = 1
    else:
        top = from_word[meeting]
        above, below = from_word[:meeting], up[: places[top.i]]
        found["word_governs"] = meeting == 0
        found["steps_word"], found["steps_date"] = min(len(above), MOST_STEPS) / 3, min(len(below), MOST_STEPS) / 3
        for t in above:
            found[f"above_{t.dep_}"] = 1
        for t in below:
            found[f"below_{t.dep_}"] = 1
        found["through_candidate"] = any(t.i in context.triggers and t.i != token.i for t in below)
        found["through_verb"] = any(t.pos_ == "VERB" and t.i != token.i for t in below)
        found["word_through_verb"] = any(t.pos_ == "VERB" for t in above[1:])
        found["under_reporting"] = meeting > 0 and top.lemma_.lower() in words.reporting
        found["meet_in_verb"] = top.pos_ == "VERB"
        found["modifies"] = any(c.i == root.i for c in token.children if c.dep_ in ("poss", "compound", "amod", "nmod"))
        found["weekday_of_noun"] = found["modifies"] and root.dep_ == "poss"
    governor = next((t for t in up[1:] if t.pos_ in ("VERB", "AUX") or t.i in context.triggers), None)
    found["governor_is_word"] = governor is not None and governor.i == token.i
    found["governor_reports"] = governor is not None and governor.lemma_.lower() in words.reporting
    between = range(min(token.i, last) + 1, max(token.i, first))
    found["distance"] = min(MOST_TOKENS, len(between)) / 10
    found["date_after"] = first > token.i
    found["beside"] = len(between) <= 1
    found["verbs_between"] = min(4, sum(doc[i].pos_ == "VERB" for i in between))
    found["pauses_between"] = min(4, sum(doc[i].text in _PAUSES for i in between))
    found["nearest"] = not any(i in context.triggers for i in between)
    found["date_begins"] = first - token.sent.start <= 1
    found["date_ends"] = token.sent.end - last <= 2
    within = context.by_sentence.get(token.sent.start, ())
    found["only_date"], found["dates"] = len(within) == 1, min(3, len(within))
    left, right = token.left_edge.i, token.right_edge.i
    found["other_date_below"] = any(k != timex and left <= context.token_spans[k][0] <= right for k in within)
    before = doc[max(0, first - 4) : first]
    found["bounded"] = root.head.lower_ in _BOUNDING
    since = bool(len(before)) and before[-1].lower_ == "since"
    found["degree_since"] = since and any(
        t.tag_ in _DEGREES or t.lower_ in _ORDINALS for t in doc[max(token.sent.start, first - 8) : first]
    )
    found["as_of"] = bool(len(before) > 1 and before[-1].lower_ == "of" and before[-2].lower_ == "as")
    found["comparing"] = any(t.lower_ in _COMPARING for t in before) or doc[last].lower_ == "earlier"
    found["definite"] = any(c.dep_ == "det" and c.lower_ in ("the", "this") for c in token.children)
    found["other_owns_date"] = any(
        i != token.i and t.timex == timex and t.way == "own" for i, t in context.ties.items()
    )
    return found


def _story(doc: Doc, token: Token, first: int, context: DatingContext) -> dict[str, float]:
    """What says that a word of a sentence without a date is told of a day that was told of before."""
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    breaks = context.text.count("\n", doc[first].idx, token.idx) if first < token.i else 0
    sentences = abs(int(context.sentence_numbers[token.i] - context.sentence_numbers[first]))
    return {
        "story": 1,
        "story_sentences": min(10, sentences) / 5,
        "story_same_paragraph": breaks == 0,
        "story_past_verb": token.tag_ == "VBD",
        "story_noun": token.pos_ == "NOUN",
        "story_in_quote": _quote_at(context, token.idx) is not None,
        "story_early": 1 - token.i / max(1, len(doc)),
        "story_pluperfect": "had" in helpers,
        "story_perfect": bool(helpers & {"has", "have"}),
        "story_market": token.lemma_.lower() in event_words().market_verbs,
    }


def _period(found: dict[str, float], token: Token, timex: Timex, context: DatingContext) -> None:
    """What kind of period it is, and whether the word's tense goes with it."""
    words = event_words()
    unit = unit_of(timex.value)
    if unit in _UNITS:
        found[f"unit_{unit}"] = 1
    today = context.article_date
    found["time"] = timex.type == "TIME"
    found["is_article_date"] = timex.value in ("PRESENT_REF", today)
    found["confidence"] = timex.confidence
    found["from_article_date"] = timex.anchor == "dateline"
    found["clock_alone"] = "no day is named" in timex.rule
    found["vague"] = timex.value in ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
    ahead = bool(today and timex.earliest and timex.earliest > today)
    behind = bool(today and timex.latest and timex.latest < today)
    helpers = {c.lower_ for c in token.children if c.dep_ == "aux"}
    will = bool(helpers & words.will_auxiliaries)
    tag = token.tag_
    found["ahead"], found["behind"] = ahead, behind
    found["ahead_past"], found["behind_past"] = ahead and tag == "VBD", behind and tag == "VBD"
    found["ahead_will"], found["behind_will"] = ahead and will, behind and will
    found["ahead_infinitive"], found["behind_infinitive"] = ahead and tag == "VB", behind and tag == "VB"
    found["behind_present"] = behind and tag in ("VBZ", "VBP")
    found["behind_perfect"] = behind and tag == "VBN" and bool(helpers & words.have_forms)
    found["ahead_noun"] = ahead and token.pos_ == "NOUN"
    found["main_day"] = (timex.earliest, timex.latest) == context.main_day
