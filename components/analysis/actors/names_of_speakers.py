"""Names before the colons of a transcript: whose words follow, whatever a tagger makes of words in capitals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from components.analysis.actors.actor_draft import ActorDraft, ActorMention
from components.analysis.actors.config import ActorsConfig
from components.analysis.actors.lexicon import lexicon
from components.analysis.actors.name_mention import NameMention
from components.analysis.findings import char_span, findings


def with_speakers(doc: Doc, names: Sequence[NameMention]) -> list[NameMention]:
    """``names`` in text order, those within the labels of turns replaced by the labels' own names."""
    state = findings(doc)
    if not state.turns:
        return sorted(names, key=lambda n: n.start)
    kept = [n for n in names if not state.in_label(doc[n.start].idx, doc[n.end - 1].idx + 1)]
    return sorted([*kept, *_labels(doc)], key=lambda n: n.start)


def _labels(doc: Doc) -> Iterator[NameMention]:
    for turn in findings(doc).turns:
        if turn.kind != "name":
            continue
        tokens = char_span(doc, turn.label)
        start = tokens.start
        while start < tokens.end - 1 and lexicon().is_title(doc[start].text):
            start += 1
        title = doc[tokens.start : start].text
        office = findings(doc).article.text[slice(*turn.role)] if turn.role else ""
        text = " ".join(doc[start : tokens.end].text.split())
        yield NameMention(
            start, tokens.end, "person", "PERSON", text, title, weight=2.0, office=office, label_of_turn=True
        )


def speakers_by_function(doc: Doc, config: ActorsConfig) -> list[ActorDraft]:
    """Actors of the labels that name an office alone ("THE CORONER"), one for each."""
    drafts: dict[str, ActorDraft] = {}
    for turn in findings(doc).turns:
        if turn.kind != "function":
            continue
        tokens = char_span(doc, turn.label)
        function = tokens.text.lower().removeprefix("the ").strip()
        draft = drafts.setdefault(function, ActorDraft(function, "person", described=True, noun=function.split()[-1]))
        rule, confidence = "whose words follow the colon", config.function_of_speaker_confidence
        draft.add(ActorMention(tokens.start, tokens.end, "nominal", rule, confidence, tokens.text))
    return list(drafts.values())
