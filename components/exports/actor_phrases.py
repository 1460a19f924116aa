"""Actors within a sentence: their names with the article that English asks for, and the roles that the text gives."""

from __future__ import annotations

import re
from collections.abc import Sequence

from components.domain.clickable_marks import sentence_of
from components.domain.correction_replay import corrected_items
from components.domain.record import UNKNOWN, WRITER, Actor, ActorKind, Record
from components.domain.single_line_text import plain_line
from components.domain.spans import Span, overlaps
from components.exports.numbers_in_words import first_up, number

BESIDE = 60  # characters between a role and the full name that it is told of
MOST_ROLE_WORDS = 9
_LEAST: dict[ActorKind, float] = {"place": 0.7}  # of the most prominent one's points: an article is seldom about less
_FIRMS = {"corp", "corporation", "inc", "ltd", "co", "company", "plc", "group", "limited", "llc"}
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_A_NAME_FIRST = re.compile(r"^[A-Z][\w.-]*(?: [A-Z][\w.-]*)*['’]s?\b")
# They say something of somebody only with the one whose wife or owner it is; as titles they are no role.
OF_SOMEBODY = frozenset(
    "wife husband ex-wife ex-husband widow widower mother father son daughter brother sister parent uncle aunt cousin "
    "friend partner owner founder spokesman spokeswoman spokesperson manager boss leader member star pair".split()
)
_ALWAYS_THE = frozenset(
    "united states|u.s.|us|united kingdom|u.k.|uk|united nations|u.n.|un|european union|e.u.|eu|netherlands|"
    "philippines|united arab emirates|czech republic|bahamas|maldives|vatican|white house|kremlin|pentagon".split("|")
)
_SHORT_TITLES = {
    "rep.": "representative", "sen.": "senator", "gov.": "governor", "gen.": "general", "lt.": "lieutenant",
    "sgt.": "sergeant", "capt.": "captain", "col.": "colonel", "rev.": "reverend",
}  # fmt: skip
_HEADS_WITH_THE = frozenset(
    "committee commission service board council department ministry authority agency association institute alliance "
    "foundation bureau office senate union federation league party administration fund".split()
)
_TITLES = frozenset("dr mr mrs ms miss sir dame lord lady professor prof".split())
_TIMES = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|then)\s+(?=\w)", re.IGNORECASE
)  # fmt: skip


def is_named(actor: Actor) -> bool:
    """Whether the text calls the actor by a name that can stand in a sentence alone."""
    named = any(m.form == "name" for m in actor.mentions) or not actor.mentions
    shouted = actor.name.isupper() and len(actor.name) > 6 and " " not in actor.name  # a stage direction
    counted = re.search(r"\d\s*(?:%|per\s?cent)", actor.name) is not None  # "Patriot 13 percent"
    return named and not shouted and not counted and "," not in actor.name and actor.name[:1].upper() == actor.name[:1]


def prominent_actors(record: Record) -> list[Actor]:
    """Those with a name by prominence: no place that is named in passing, nobody who may be one listed before."""
    most = max((a.prominence for a in record.actors), default=0.0)
    out: list[Actor] = []
    for actor in record.actors:
        enough = actor.prominence >= _LEAST.get(actor.kind, 0.2) * most
        if enough and is_named(actor) and not any(_is_same_name(actor, other) for other in out):
            out.append(actor)
    return out


def _is_same_name(actor: Actor, other: Actor) -> bool:
    """Whether both may be one: "Michael" beside "Michael Jackson", "Nashua Corp" beside "Nashua"."""
    one, two = ([w.strip(".,").casefold() for w in a.name.split()] for a in (actor, other))
    if [w for w in one if w not in _FIRMS] == [w for w in two if w not in _FIRMS]:
        return True
    short, long = sorted((one, two), key=len)
    return actor.kind == other.kind == "person" and len(short) == 1 and short[0] in long


def in_sentence(record: Record, actor: Actor) -> str:
    """The actor as it stands within a sentence: "the New York Times", "Ida Berg", "the company", "residents"."""
    name = plain_line(actor.name)
    if re.match(r"(?i)(?:the|a|an|its|his|her|their|our|my)\s", name):
        return name[:1].lower() + name[1:]
    if is_named(actor):
        return f"the {name}" if _has_article(record, actor) else name
    if actor.kind == "group":
        return name if _is_name_first(record, name) else name[:1].lower() + name[1:]
    if _A_NAME_FIRST.match(name):
        return name
    return f"the {name}" if _is_name_first(record, name) else f"the {name[:1].lower()}{name[1:]}"


def name_of(record: Record, identity: str | None, nobody: str = "somebody") -> str:
    """Whoever has that id as it stands within a sentence; the writer, too."""
    if identity == WRITER:
        return "the writer"
    actor = next((a for a in record.actors if a.id == identity), None) if identity != UNKNOWN else None
    return in_sentence(record, actor) if actor is not None else nobody


def listed(names: Sequence[str]) -> str:
    """Names in a row: "A, B and C"."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def is_plural(record: Record, actor: Actor) -> bool:
    """Whether a verb after the name stands in the plural: a group with a plural name ("residents")."""
    last = re.sub(r"[^\w]", "", actor.name.split()[-1]).casefold() if actor.name.split() else ""
    return actor.kind == "group" and (last.endswith("s") or last in ("people", "police", "children", "men", "women"))


def mentioned_words(record: Record, actor: Actor) -> str:
    """How often an actor is mentioned: "Peter Lund is mentioned five times, three of them by name."."""
    total, named = len(actor.mentions), sum(m.form == "name" for m in actor.mentions)
    if not total:
        return f"No mention of {in_sentence(record, actor)} was found."
    who = f"{first_up(in_sentence(record, actor))} {'are' if is_plural(record, actor) else 'is'} mentioned"
    often = {1: "once", 2: "twice"}.get(total, f"{number(total)} times")
    if not named:
        how = "never by name"
    elif named == total:
        how = {1: "by name", 2: "both times by name"}.get(total, "always by name")
    else:
        how = "once by name" if named == 1 else f"{number(named)} of them by name"
    return f"{who} {often}, {how}."


def role_words(record: Record, actor: Actor) -> str:
    """The role for a row, with a capital first; empty where the text has none that surely is this one's.

    A role that stands only beside a family name ("President Clinton" where Hillary Clinton is meant) may be another's;
    one that is somebody's ("wife") says nothing without the other.
    """
    if not actor.role:
        return ""
    role = plain_line(actor.role)
    if actor.id in corrected_items(record):
        return first_up(role)
    role = _TIMES.sub("", role)
    words = role.split()
    if not words or len(words) > MOST_ROLE_WORDS or role.casefold().rstrip(".") in _TITLES:
        return ""
    alone = len(words) == 1 or (len(words) == 2 and words[0].islower())
    if alone and words[-1].casefold() in OF_SOMEBODY:
        return ""
    if not _stands_beside(record, actor, role):
        return ""
    role = _spelt_out(role)
    return f"The {role}" if re.match(r"[a-z][\w-]*['’]s\b", role) else first_up(role)


def _spelt_out(role: str) -> str:
    """Titles as they are written without a name after them: "Rep." is "Representative", "Iowa Gov." "Iowa governor"."""
    before, _, last = role.rpartition(" ")
    word = _SHORT_TITLES.get(last.casefold())
    if word is None:
        return role
    if not before:
        return first_up(word)
    return (
        before if re.search(r"\b(?:chair\w*|leader|president|speaker)$", before, re.IGNORECASE) else f"{before} {word}"
    )


def _stands_beside(record: Record, actor: Actor, role: str) -> bool:
    """Whether the role stands by a mention with the whole name, in one sentence."""
    whole = plain_line(actor.name).casefold()
    if not any(m.form == "name" for m in actor.mentions):
        return True
    for mention in actor.mentions:
        if mention.form == "name" and whole in plain_line(record.text[mention.start : mention.end]).casefold():
            start, end = _sentence(record, (mention.start, mention.end))
            before, after = max(start, mention.start - BESIDE - len(role)), min(end, mention.end + BESIDE + len(role))
            found = re.search(_spaced(role), record.text[before:after], re.IGNORECASE)
            if found and not _is_said(
                record, (mention.start, mention.end), (before + found.start(), before + found.end())
            ):
                return True
    return False


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(w) for w in words.split())


def _is_said(record: Record, name: Span, role: Span) -> bool:
    """Whether somebody else than the writer gives the role: in a quote, or reported with a verb ("X being a thief")."""
    between = record.text[min(name[1], role[1]) : max(name[0], role[0])]
    if re.search(r"\b(?:being|to be|called|considered|dubbed|branded|accused|alleged)\b", between):
        return True
    verb = re.search(r"\b(?:is|was|are|were|became|as|been)\b", between) is not None
    return any(
        overlaps(role, part) and (quote.kind != "indirect" or verb) for quote in record.quotes for part in quote.content
    )


def _sentence(record: Record, span: Span) -> Span:
    inside = sentence_of(record, span[0])
    return (inside.start, max(inside.end, span[1])) if inside else span


def _has_article(record: Record, actor: Actor) -> bool:
    """Whether the text says "the" before that name: more often than not, titles aside."""
    if actor.kind == "person":
        return False
    head = re.split(r"\s+(?:of|for|to|on|at|and)\s", actor.name.casefold())[0].split()[-1:]
    if actor.name.casefold() in _ALWAYS_THE or (" " in actor.name and head and head[0] in _HEADS_WITH_THE):
        return True
    headings = [(s.start, s.end) for s in record.sentences if s.heading]
    counted = [m for m in actor.mentions if m.form == "name" and not any(s <= m.start < e for s, e in headings)]
    own = [m for m in counted if plain_line(record.text[m.start : m.end]).casefold().endswith(actor.name.casefold())]
    counted = own or counted
    counted = [m for m in counted if record.text[m.end : m.end + 2] not in ("'s", "’s") or _the_before(record, m.start)]
    with_the = sum(
        _the_before(record, m.start) or record.text[m.start : m.start + 4].casefold() == "the " for m in counted
    )
    return bool(counted) and 2 * with_the > len(counted)


def _the_before(record: Record, start: int) -> bool:
    return _THE.search(record.text[max(0, start - 6) : start]) is not None


def _is_name_first(record: Record, name: str) -> bool:
    """Whether the first word has its capital also within sentences ("Mexican officials")."""
    first = name.split()[0] if name.split() else ""
    if first[:1].islower():
        return True
    starts = {s.start for s in record.sentences}
    found = [m.start() for m in re.finditer(rf"\b{re.escape(first)}\b", record.text)]
    inside = [at for at in found if at not in starts and record.text[max(0, at - 1) : at] not in ("“", '"', "‘")]
    headings = [(s.start, s.end) for s in record.sentences if s.heading]
    return any(not any(s <= at < e for s, e in headings) for at in inside)
