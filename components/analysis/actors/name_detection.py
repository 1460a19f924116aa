"""Finds names of people, organisations and places: spaCy's entities, repaired, and what it missed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from components.analysis.actors.capitalised_headlines import HeadlineCase
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.mention_detection import MentionDetection
from components.analysis.actors.name_mention import KINDS, SUFFIX, NameMention, is_no_name, names_no_actor
from components.analysis.actors.name_validation import validate_names
from components.analysis.actors.names_of_speakers import with_speakers
from components.analysis.actors.particle_names import with_particles
from components.analysis.actors.proper_noun_runs import proper_noun_names, title_before
from components.analysis.findings import findings
from components.analysis.wire_dateline import DATELINE
from components.domain.spans import Span as CharSpan
from components.domain.spans import overlaps
from components.name_lists.country_names import countries
from components.name_lists.given_name_gender import gender_of

_BYLINE_NAME = r"(?:[A-Z][\w.’'-]*,?|and|of|de|for|&)"
BYLINE = re.compile(rf"(?:By|BY)(?: {_BYLINE_NAME})+$")
# A byline before a wire's place and time, on one line: "By Maggie Fox, Health Editor WASHINGTON | Mon Mar 2, 2009 …"
_RUN_IN_BYLINE = re.compile(rf"(?:By|BY)(?: {_BYLINE_NAME}){{2,9}}?(?= [A-Z]{{3,}}[ ,|])")
# Who wrote and edited it, below: "(Reporting by Maggie Fox; Editing by John O'Neil)"; and who writes here at all.
_CREDIT_LINE = re.compile(
    r"\(?(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Tt]ranslated)[^.;)\n]{0,30} by "
    r"[^.)\n]{3,120}"
)
_WRITES_HERE = re.compile(
    r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,3}(?=(?:, [^.,]{3,60},)? (?:is|was) (?:a|an|the) [^.]{0,80}?"
    r"\b(?:columnist|writer|reporter|correspondent|contributor|editor|author|fellow|professor)\b)"
)
# spaCy's labels of entities that are nobody.
_OTHER_LABELS = frozenset(
    ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE", "LAW", "WORK_OF_ART", "EVENT")
)


def detect_names(doc: Doc, detection: MentionDetection, config: ActorsConfig) -> list[NameMention]:
    """Every name in text order, none overlapping another; ``detection`` is what the learned detection says."""
    headlines = HeadlineCase(doc, config)
    titled = headlines.titled
    # Whose article it is, is not in it.
    excluded = [(t.start, t.end) for t in findings(doc).timexes] + _bylines(doc, config)
    entities = [part for e in doc.ents if e.label_ in KINDS for part in _divided(doc, e)]
    names = [n for n in (_repaired(doc, e, config) for e in entities) if n is not None]
    names = [n for n in names if n.start not in titled or headlines.proves(doc, n)]
    other_entities = {t.i for e in doc.ents if e.label_ in _OTHER_LABELS for t in e}
    names += list(proper_noun_names(doc, _tokens_of(names) | titled | other_entities, config))
    names = with_particles(doc, names)
    names = [n for n in names if not _out_of_place(doc, n, excluded)]
    names = [n for n in validate_names(doc, names, detection, titled, config) if not _out_of_place(doc, n, excluded)]
    names = [n for n in names if n.start not in titled or headlines.proves(doc, n)]
    names = [n for name in names if (n := _cut(doc, name)) is not None]
    names = [_by_head_word(n) for n in names if not names_no_actor(n) and not _is_share_index(doc, n)]
    names = [n for n in names if not _is_work_or_vessel(doc, n) and not _is_office(n)]
    names = _with_majority_labels(sorted(names, key=lambda n: n.start), config)
    names += list(_repetitions(doc, names, titled))
    return with_speakers(doc, [_with_office(doc, n, config) for n in names])


def _tokens_of(names: Iterable[NameMention]) -> set[int]:
    return {i for name in names for i in range(name.start, name.end)}


def _bylines(doc: Doc, config: ActorsConfig) -> list[CharSpan]:
    """The lines near the beginning that name who wrote the article: "By Ellen Marsh"."""
    state = findings(doc)
    text = state.article.text
    lines = [
        (s, e) for s, e in state.paragraphs[: config.max_byline_paragraph] if e - s <= config.max_byline_characters
    ]
    found = [(s, e) for s, e in lines if BYLINE.match(text[s:e])]
    found += [
        m.span() for s, e in state.paragraphs[: config.max_byline_paragraph] if (m := _RUN_IN_BYLINE.match(text, s, e))
    ]
    # Where and when it was written is not in it either: "DOVER, England (AP) —".
    found += [m.span() for s, e in state.paragraphs[: config.max_byline_paragraph] if (m := DATELINE.match(text, s, e))]
    found += [m.span() for m in _CREDIT_LINE.finditer(text)]
    last = state.paragraphs[-1] if len(state.paragraphs) > config.max_byline_paragraph else None
    if last is not None and (about := _WRITES_HERE.match(text, *last)):
        found.append(about.span())
    return found


def _out_of_place(doc: Doc, name: NameMention, excluded: Sequence[CharSpan]) -> bool:
    """Whether a name is a date ("Easter"), in a byline, the agency before the text, or a title's own word."""
    start, end = doc[name.start].idx, doc[name.end - 1].idx + len(doc[name.end - 1])
    if any(overlaps((start, end), span) for span in excluded):
        return True
    before = doc[name.start - 1].text if name.start else ""
    after = doc[name.end].text if name.end < len(doc) else ""
    if (before, after) == ("(", ")") and any(
        t.text in {"-", "–", "—", "--", "_"} for t in doc[name.end + 1 : name.end + 3]
    ):
        return True
    if name.text in countries().state_abbreviations and before == ",":
        return True  # "SPRINGFIELD, Ill."
    before_title = lexicon().is_title(after) and after[:1].isupper() and name.end - name.start == 1
    ends_in_title = lexicon().is_title(doc[name.end - 1].text) and after[:1].isupper()
    return name.label == "ORG" and (before_title or ends_in_title)


def _divided(doc: Doc, ent: Span) -> list[Span]:
    """The entity, as two where an article stands in it: "by Rathbun the Scientology officials"."""
    cuts = (i for i in range(ent.start + 1, ent.end - 1) if doc[i].text == "the" and doc[i - 1].text[:1].isupper())
    at = next(cuts, None)
    if at is None:
        return [ent]
    first = Span(doc, ent.start, at, label=ent.label)
    # "Alexander the Great" is one man.
    return [first] if ent.label_ == "PERSON" else [first, Span(doc, at + 1, ent.end, label=ent.label)]


def _repaired(doc: Doc, ent: Span, config: ActorsConfig) -> NameMention | None:
    """The entity without article, possessive and stray marks, with the title before it told apart."""
    start, end = ent.start, ent.end
    words = lexicon()
    while start < end and (doc[start].tag_ in {"DT", "POS", "IN", "CC", "PRP$"} or not _wordy(doc[start])):
        start += 1
    while start < end and (doc[end - 1].tag_ in {"POS", "IN", "CC", "DT"} or not _wordy(doc[end - 1])):
        end -= 1
    label = ent.label_
    title: list[str] = []
    if (
        label in {"GPE", "LOC", "FAC", "ORG"}
        and end - start > 1
        and gender_of(doc[start].text)
        and title_before(doc, start)
    ):
        label = "PERSON"  # "Col. Idris Bello"
    if label == "PERSON" or words.is_title(doc[start].text if start < end else ""):
        while start < end - 1 and words.is_title(doc[start].text) and not _is_part_of_name(doc, start, end):
            title.append(doc[start].text)
            start += 1
            label = "PERSON"
    while end - start > 1 and doc[end - 1].text in {"Image", "Photo", "File"}:
        end -= 1
    if start >= end or doc[start].is_space or all(words.is_title(t.text) for t in doc[start:end]):
        return None
    text = " ".join(doc[start:end].text.split())
    if not any(c.isupper() for c in text) or is_no_name(text):
        return None
    while end - start > 1 and doc[end - 1].text.isdigit() and countries().country(doc[start : end - 1].text):
        end -= 1  # "Sweden 1": a score
        text = " ".join(doc[start:end].text.split())
    if label in {"GPE", "LOC", "FAC"} and any(c.isdigit() for c in text):
        label = "ORG"
    if len(text) > config.max_name_characters or "\n" in doc[start:end].text.strip():
        return None
    if label == "PERSON":
        title = [*title_before(doc, start - len(title)).split(), *title]
    may_be_country = label in {"GPE", "LOC", "ORG", "NORP"} or " " in text  # "Jordan" may be somebody
    if may_be_country and countries().country(text) and not text.islower():
        label = "GPE"
    elif label in {"NORP", "GPE", "ORG"} and countries().of_demonym(text):
        label = "NORP"
    return NameMention(start, end, KINDS[label], label, text, " ".join(title))


def _is_part_of_name(doc: Doc, start: int, end: int) -> bool:
    """Whether what looks like a title belongs to the name: "Major League Baseball", "Queen Creek", "Saint Lucia"."""
    words = lexicon()
    after = doc[start + 1]
    if not after.text[:1].isupper():
        return True  # "King's College", "King of Athens"
    if countries().country(doc[start:end].text):
        return True
    heads = words.organisation | words.body | words.site
    return doc[end - 1].lower_ in heads or after.lower_ in words.organisation | words.body


def _wordy(token: Token) -> bool:
    return any(c.isalnum() for c in token.text)


def _with_majority_labels(names: Sequence[NameMention], config: ActorsConfig) -> list[NameMention]:
    """One name, one label: the one most of its mentions have; longer names count for what they end in."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name in names:
        votes[name.text][name.label] += name.weight + (config.titled_name_votes if name.title else 0)
    bodies = {SUFFIX.sub("", n.text) for n in names if SUFFIX.search(n.text)}
    people = {n.last for n in names if n.label == "PERSON" and (" " in n.text or n.title)}
    # "Brightwater", in a text about "Brightwater Foods"
    firms = {n.text.split()[0] for n in names if n.label == "ORG" and " " in n.text and _has_own_word(n)} - people
    by_first_word = {
        n.text.split()[0] for n in names if " " in n.text and n.text.split()[-1].lower() in lexicon().firm_words
    } - people
    out = []
    for name in names:
        name_votes = votes[name.text]
        label = max(name_votes, key=lambda candidate: name_votes[candidate])
        if name.text in people and name.label in {"GPE", "LOC"} and countries().country(name.text):
            label = name.label  # "the king of Jordan", in a text about Michael Jordan
        if name.text in bodies or (
            not name.title
            and ((name.text in firms and label == "PERSON") or name.text in by_first_word)
            and not countries().is_known(name.text)
        ):
            label = "ORG"
        elif name.title or (
            name.text in people
            and " " not in name.text
            and label in {"ORG", "GPE", "LOC", "FAC", "NORP"}
            and not countries().country(name.text)
            and not countries().of_demonym(name.text)
        ):
            label = "PERSON"
        out.append(replace(name, label=label, kind=KINDS[label]))
    return out


def _cut(doc: Doc, name: NameMention) -> NameMention | None:
    """A name that ends before a verb or bracket in it: "Doyle | accused", "World Health Organization | (WHO"."""
    words = lexicon()
    fitting = (
        words.name_particles | words.inner_particles | words.surname_particles | {"in", "on", "to", "with", "e", "y"}
    )
    end = name.end
    for token in doc[name.start : name.end]:
        small = token.text.islower() and token.lower_ not in fitting and len(token) > 2
        if token.text == "(" or (small and token.pos_ in {"VERB", "AUX", "ADP", "SCONJ"}):
            end = token.i
            break
    if end == name.end:
        return name
    while end > name.start and (doc[end - 1].text.islower() or not _wordy(doc[end - 1])):
        end -= 1
    if end == name.start:
        return None
    return replace(name, end=end, text=" ".join(doc[name.start : end].text.split()))


def _by_head_word(name: NameMention) -> NameMention:
    """With the label that its last word tells, where it was taken for a person's and begins with no given name."""
    words = name.text.lower().split()
    if name.label != "PERSON" or name.title or len(words) < 2 or gender_of(words[0]) is not None:
        return name
    lists = lexicon()
    label = "ORG" if words[-1] in lists.organisation | lists.body | lists.firm_words else name.label
    label = "FAC" if words[-1] in lists.site - lists.organisation else label
    return replace(name, label=label, kind=KINDS[label])


def _is_office(name: NameMention) -> bool:
    """Whether it is what somebody is, not what somebody is called: "Chief Executive Officer"."""
    words, lists = name.text.lower().split(), lexicon()
    return len(words) > 1 and all(w in lists.titles or w in lists.person for w in words)


def _is_work_or_vessel(doc: Doc, name: NameMention) -> bool:
    """Whether the noun right before it says that it is a film's or a ship's: "the film Dune"."""
    if name.start == 0 or name.title:
        return False
    before = doc[name.start - 1].lower_
    return before in lexicon().works | lexicon().vessels and doc[name.start - 1].text.islower()


def _is_share_index(doc: Doc, name: NameMention) -> bool:
    """Whether a rating agency's name is a share index's: "Standard & Poor's 500"."""
    after = name.end
    while after < len(doc) and doc[after].text in ("'s", "’s"):
        after += 1
    return "&" in name.text and after < len(doc) and (doc[after].like_num or doc[after].lower_ == "index")


def _with_office(doc: Doc, name: NameMention, config: ActorsConfig) -> NameMention:
    """With the words that are set off behind a person's name, of which some may tell an office."""
    if name.label != "PERSON" or name.end + 1 >= len(doc) or doc[name.end].text != ",":
        return name
    return replace(name, office=doc[name.end + 1 : name.end + 1 + config.max_role_words].text)


def _has_own_word(name: NameMention) -> bool:
    """Whether a body's name begins with a word that is its own ("Norvane Group"), not with one of the language's."""
    first, *rest = name.text.split()
    words = lexicon().organisation | lexicon().body | lexicon().site | lexicon().place
    return len(first) > 3 and first.isalpha() and len(rest) <= 2 and first.lower() not in words and not first.isupper()


def _repetitions(doc: Doc, names: Sequence[NameMention], titled: set[int]) -> Iterator[NameMention]:
    """Repetitions of a name that the model missed, headlines included."""
    tokens_of_names = _tokens_of(names)
    name_of: dict[str, NameMention] = {}
    for name in names:
        if name.label != "NORP":
            name_of.setdefault(name.text, name)
            if name.label == "PERSON" and len(name.last) > 2:
                name_of.setdefault(name.last, name)
    by_first_word: defaultdict[str, list[tuple[list[str], NameMention]]] = defaultdict(list)
    for text, name in name_of.items():
        parts = text.split()
        by_first_word[parts[0]].append((parts, name))
    for token in doc:
        if token.i in tokens_of_names or token.text not in by_first_word:
            continue
        if token.pos_ in {"ADJ", "ADV", "VERB", "ADP"} and token.i not in titled:
            continue
        for parts, name in sorted(by_first_word[token.text], key=lambda p: -len(p[0])):
            end = token.i + len(parts)
            span = range(token.i, end)
            if (
                end <= len(doc)
                and not tokens_of_names.intersection(span)
                and [t.text for t in doc[token.i : end]] == parts
            ):
                tokens_of_names.update(span)
                title = title_before(doc, token.i) if name.label == "PERSON" else ""
                yield NameMention(token.i, end, name.kind, name.label, " ".join(parts), title)
                break
