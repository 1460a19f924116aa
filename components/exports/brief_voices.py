"""Voices of the brief: who says what in full quotes and paraphrases, in the article's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from components.charts.chart_style import CHECK
from components.charts.quotes import in_headline
from components.domain.record import Actor, Quote, Record
from components.domain.single_line_text import plain_line
from components.domain.spans import Span, contains
from components.exports.actor_phrases import in_sentence, is_named, role_words
from components.exports.numbers_in_words import first_up

MOST_ROWS, MOST_PARAPHRASES = 4, 2
SHORTEST, LONGEST = 5, 34  # words of a quote that is shown
PARAPHRASED = 0.85  # confidence from which a paraphrase is told: its speaker and its bounds must both be right
_MARKS = "\"“”„«»'‘’ "
_PRONOUNS = ("he", "she", "they", "it")
_WEAK = re.compile(
    r"(?:he|she|they|it|its|it['’]s|this|that|these|those|them|and|but|so|or|well|then|let['’]s)\b|.*\?", re.IGNORECASE
)
_ENDS = re.compile(
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Lt)\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen)\.)(?<=[.!?])[\"”’']*\s+(?=[A-Z“\"])"
)
    r"(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Lt)\.)(?<!\b(?:Mrs|Gov|Sen|Rep|Gen)\.)(?<=[.!?])[\"”’']*\s+(?=[A-Z“\"])"
)
_SAID = {
    "say": "said", "says": "said", "said": "said", "told": "said", "tells": "said", "added": "said", "adds": "said",
    "argued": "argued", "argues": "argued", "claimed": "claimed", "claims": "claimed", "alleged": "alleged",
    "alleges": "alleged", "insisted": "insisted", "insists": "insisted", "warned": "warned", "warns": "warned",
    "testified": "testified", "predicted": "predicted", "predicts": "predicted", "estimated": "estimated",
    "estimates": "estimated", "stressed": "stressed", "noted": "said", "notes": "said", "explained": "said",
    "announced": "announced", "wrote": "wrote", "believes": "believed", "believed": "believed", "thinks": "thought",
}  # fmt: skip
_DENIES = re.compile(r"(?:has |have |had )?(?:denied|denies|deny|rejected|rejects)$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|shall|did|does|do|cannot|\w+ed|took|"
    r"sent|won|lost|made|came|went|gave|got|fell|rose|cut|put|let|kept|left|led|met|ran|saw|sold|bought|told|knew|"
    r"want|wants|plans?|needs?|knows?|shows?|remains?|seems?|\w+n['’]t)\b"
)  # fmt: skip
_NOT_A_CLAUSE = re.compile(r"(?:to|of|for|from|about|as|by|with|on|in|into|against|not|how|what|why|whether)\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|we|my|our|me|us|you|your)\b")


class VoiceRow(msgspec.Struct, frozen=True, kw_only=True):
    """What a named speaker says.

    ``kind`` is "full quote" or "paraphrase"; ``words`` are the quote in its marks, or a sentence of its own with the
    speaker in it ("Mara Quist said that …"). ``quote`` is the quote's id and mark, ``speaker`` the actor's.
    """

    quote: str
    speaker: str
    name: str
    role: str
    words: str
    kind: str

    @property
    def sentence(self) -> str:
        """The row in a line."""
        if self.kind == "paraphrase":
            return self.words
        return f"{self.name}{f' ({self.role})' if self.role else ''}: {self.words}"


def voice_rows(record: Record, quotes: Sequence[Quote] | None = None) -> tuple[VoiceRow, ...]:
    """At most four: short full quotes of named speakers, each speaker once before any is heard twice; then paraphrases.

    ``quotes``: only these.
    """
    trusted = surely_attributed(record)
    found = [q for q in (record.quotes if quotes is None else quotes) if q.id in trusted and not in_headline(record, q)]
    actors = {a.id: a for a in record.actors}
    full: list[tuple[tuple[float, ...], Quote, str]] = []
    for quote in found:
        if quote.kind == "direct" and (words := quote_words_shown(record, quote)):
            full.append((_weight(record, quote, words, actors[quote.speaker or ""]), quote, words))
    full.sort(key=lambda f: f[0])
    chosen: list[tuple[Quote, str, str]] = []
    heard: dict[str, int] = {}
    for most in (1, 2):
        for _, quote, words in full:
            speaker = quote.speaker or ""
            again = words in [w for _, w, _ in chosen]
            if len(chosen) < MOST_ROWS and heard.get(speaker, 0) < most and not again:
                heard[speaker] = heard.get(speaker, 0) + 1
                chosen.append((quote, words, "full quote"))
        if len(heard) >= MOST_ROWS - 1:
            break
    chosen.sort(key=lambda c: c[0].content[0])
    told = 0
    for quote in found:
        new = quote.speaker not in heard
        if new and len(chosen) < MOST_ROWS and told < MOST_PARAPHRASES and (words := paraphrase(record, quote)):
            told += 1
            heard[quote.speaker or ""] = 1
            chosen.append((quote, words, "paraphrase"))
    return tuple(_row(record, actors[q.speaker or ""], q, words, kind) for q, words, kind in chosen)


def _row(record: Record, actor: Actor, quote: Quote, words: str, kind: str) -> VoiceRow:
    return VoiceRow(
        quote=quote.id, speaker=actor.id, name=first_up(in_sentence(record, actor)), role=role_words(record, actor),
        words=words, kind=kind,
    )  # fmt: skip


def surely_attributed(record: Record) -> frozenset[str]:
    """Ids of the quotes whose speaker is named where they stand.

    The attribution holds the speaker's name and nobody else's, or it is a pronoun and the quote before, in the same
    paragraph, is surely the same one's.
    """
    actors = {a.id: a for a in record.actors}
    out: dict[str, str] = {}
    before: Quote | None = None
    for quote in sorted((q for q in record.quotes if q.kind != "scare"), key=lambda q: q.content[0]):
        actor = actors.get(quote.speaker or "")
        source = _source(record, quote)
        if actor is not None and quote.confidence >= CHECK and source is not None and is_named(actor):
            goes_on = before is not None and out.get(before.id) == actor.id and _one_paragraph(record, before, quote)
            written = record.text[slice(*source)].casefold().strip()
            described = quote.confidence >= PARAPHRASED and _is_described(record, source, actor)
            if _names_alone(record, source, actor) or described or (written in _PRONOUNS and goes_on):
                out[quote.id] = actor.id
        before = quote
    return frozenset(out)


def _source(record: Record, quote: Quote) -> Span | None:
    """The words of the attribution; where none are marked, the mention of the speaker right before the cue."""
    if quote.source is not None or quote.cue is None:
        return quote.source
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    beside = [(m.start, m.end) for m in (actor.mentions if actor else ()) if 0 < quote.cue[0] - m.end <= 2]
    return beside[0] if beside else None


def _is_described(record: Record, source: Span, actor: Actor) -> bool:
    """Whether the attribution is a description of the speaker that was joined to it ("the company")."""
    return any(m.form == "nominal" and (m.start, m.end) == source and m.confidence >= CHECK for m in actor.mentions)


def _names_alone(record: Record, source: Span, actor: Actor) -> bool:
    inside = [
        a for a in record.actors for m in a.mentions if m.form == "name" and contains(source, (m.start, m.end))
    ]  # fmt: skip
    own = any(a.id == actor.id for a in inside)
    words = plain_line(record.text[slice(*source)])
    if not own:
        own = bool(actor.name.split()) and re.search(rf"\b{re.escape(actor.name.split()[-1])}\b", words) is not None
    return own and " and " not in words and not re.search(r"\b(?:his|her|their)\b", words)


def _one_paragraph(record: Record, first: Quote, second: Quote) -> bool:
    place = [next((s.paragraph for s in record.sentences if s.start <= q.content[0][0] < s.end), -1)
             for q in (first, second)]  # fmt: skip
    return place[0] == place[1]


def _weight(record: Record, quote: Quote, words: str, speaker: Actor) -> tuple[float, ...]:
    """Lower is shown first: words that stand alone, not long, of whoever comes first in the article."""
    count = len(words.split())
    order = [a.id for a in record.actors].index(speaker.id)
    return float(bool(_WEAK.match(words.strip(_MARKS)))), float(count > 24), float(order), float(quote.content[0][0])


def quote_words_shown(record: Record, quote: Quote) -> str:
    """A full quote in its marks, whole or its first whole sentences; empty where none of it can stand alone.

    Parts that the text sets apart ("…," she said, "…") are joined with an ellipsis.
    """
    parts = [plain_line(record.text[s:e]).strip(_MARKS).rstrip(",").strip(_MARKS) for s, e in quote.content]
    if not parts or (not parts[0][:1].isupper() and not parts[0][:1].isdigit()):
        return ""
    if any(c in "".join(parts) for c in '[]"“”') or re.search(r"[—–-]\W*$", parts[-1]):
        return ""  # words put in, a quote within it, a speaker who is cut short
    whole = " … ".join(filter(None, parts))
    if SHORTEST <= len(whole.split()) <= LONGEST:
        return f"“{whole}”"
    shown = ""
    for sentence in _ENDS.split(parts[0]):
        longer = f"{shown} {sentence}".strip()
        if len(longer.split()) > LONGEST:
            break
        shown = longer
    goes_on = shown != parts[0] or len(parts) > 1
    apart = len(parts) == 1 or shown != parts[0] or parts[1][:1].isupper()
    if not apart or len(shown.split()) < SHORTEST:
        return ""
    return f"“{shown} …”" if goes_on else f"“{shown}”"


def paraphrase(record: Record, quote: Quote, least: float = PARAPHRASED) -> str:
    """A reported clause as a sentence with its speaker: "Mara Quist said that …"; empty where it makes none."""
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    if actor is None or quote.kind not in ("indirect", "mixed") or quote.cue is None or len(quote.content) != 1:
        return ""
    if quote.confidence < least or quote.stance in ("denying", "asking"):
        return ""
    cue = plain_line(record.text[slice(*quote.cue)]).casefold().split()
    verb = _SAID.get(cue[-1]) if cue else None
    if verb is None or (len(cue) > 1 and cue[0] not in ("has", "have", "had", "also")):
        return ""
    words = clause_words(record, quote)
    if re.match(r"(?:it|its|they|their)\b" if actor.kind == "person" else r"(?:he|she|his|her)\b", words):
        return ""  # somebody else is meant, and isn't named here
    return full_stop(f"{first_up(in_sentence(record, actor))} {verb} that {words}") if words else ""


def clause_words(record: Record, quote: Quote) -> str:
    """The reported clause without "that" before it and the stop after it, as it stands after "that"."""
    start, end = quote.content[0]
    words = re.sub(r"^that\s+", "", plain_line(record.text[start:end]).rstrip(" .,;"), flags=re.IGNORECASE)
    if re.match(r"(?:However|So|Also|Still|But|And|Meanwhile|Instead|Previously|Then),?\s", words, re.IGNORECASE):
        return ""
    if not SHORTEST <= len(words.split()) <= LONGEST or _NOT_A_CLAUSE.match(words) or not _FINITE.search(words):
        return ""
    if words.count("“") != words.count("”") or words.count('"') % 2 or words.count("(") != words.count(")"):
        return ""
    if _FIRST_PERSON.search(re.sub(r"[“\"][^”\"]*[”\"]", "", words)) or "\n" in record.text[start:end].strip():
        return ""
    return _lower_first(record, words, start)


def denial(record: Record, quote: Quote) -> str:
    """A denial as a sentence: "Peter Lund denied taking any money."; empty where the words make none."""
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    if actor is None or quote.cue is None or len(quote.content) != 1:
        return ""
    cue = plain_line(record.text[slice(*quote.cue)]).casefold()
    words = plain_line(record.text[slice(*quote.content[0])]).rstrip(" .,;")
    if not _DENIES.search(cue) or not 2 <= len(words.split()) <= LONGEST or _FIRST_PERSON.search(words):
        return ""
    verb = "rejected" if "reject" in cue else "denied"
    after = "that " if re.match(r"(?:it|he|she|they)\s", words) else ""
    return full_stop(f"{first_up(in_sentence(record, actor))} {verb} {after}{words}")


def accusation(record: Record, quote: Quote) -> str:
    """An accusation as a sentence: "Mara Quist accused Ida Holt of …"; empty where the words make none."""
    actor = next((a for a in record.actors if a.id == quote.speaker), None)
    if actor is None or quote.cue is None or len(quote.content) != 1 or quote.kind == "direct":
        return ""
    cue = plain_line(record.text[slice(*quote.cue)]).casefold()
    words = plain_line(record.text[slice(*quote.content[0])]).rstrip(" .,;")
    if cue not in ("accused", "accuses", "has accused", "had accused") or " of " not in words:
        return ""
    if not SHORTEST - 1 <= len(words.split()) <= LONGEST or _FIRST_PERSON.search(words) or words.startswith("of "):
        return ""
    return full_stop(f"{first_up(in_sentence(record, actor))} accused {words}")


def full_stop(sentence: str) -> str:
    """The sentence with a stop at its end, unless its last quoted words bring one."""
    return sentence if re.search(r"[.!?][”\"’]?$", sentence) else f"{sentence}."


def _lower_first(record: Record, words: str, start: int) -> str:
    """The words as they stand within a sentence: a capital that only begins one goes."""
    first = re.match(r"[A-Z][a-z]+\b", words)
    names = any(m.start <= start < m.end and m.form == "name" for a in record.actors for m in a.mentions)
    if first is None or names:
        return words
    common = re.search(rf"\b{first[0].lower()}\b", record.text) is not None
    short = first[0].lower() in ("the", "a", "an", "it", "he", "she", "they", "there", "this", "that", "more", "most")
    return words[:1].lower() + words[1:] if common or short else words
