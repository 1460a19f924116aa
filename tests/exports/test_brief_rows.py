"""The brief as a list: every part under its head, every row leading to its passage."""

from __future__ import annotations

import msgspec

from components.domain.clickable_marks import marks_of
from components.exports.brief import brief
from components.exports.brief_rows import brief_rows
from tests.court_story import court_story
from tests.specimen import specimen

COURT = court_story()


def test_a_court_story_has_each_part_under_its_head_in_order() -> None:
    groups = brief_rows(brief(COURT, None, checks=3), {"lund": "#123456"})
    assert [g.head for g in groups] == ["Who", "Who says what", "Claims, and four more below"]
    who = groups[0].rows
    assert (who[0].label, who[0].colour) == ("Peter Lund", "#123456")
    claims = {r.label: r.facts for r in groups[-1].rows}
    assert claims["Mara Quist alleged that Norvik Marine sent false invoices to the port authority."] == (
        "No answer from Norvik Marine in the text.",
    )


def test_every_row_leads_to_a_mark() -> None:
    for record in (COURT, specimen()):
        rows = [r for g in brief_rows(brief(record, None, checks=0), {}) for r in g.rows]
        assert rows and {r.id for r in rows} <= set(marks_of(record))


def test_a_voice_has_name_role_kind_and_words_in_full() -> None:
    told = brief(COURT, None, checks=0)
    groups = {g.head: g.rows for g in brief_rows(told, {})}
    for row, voice in zip(groups["Who says what"], told.voices, strict=True):
        assert row.label == voice.words and voice.words.rstrip().endswith((".", "”", "?", "!", ","))
        assert row.first is not None and row.first.name.startswith(voice.name) and row.facts == (voice.kind,)


def test_a_part_without_rows_has_no_head() -> None:
    empty = msgspec.structs.replace(specimen(), events=(), actors=(), quotes=(), tones=(), unsure=(), claims=())
    assert brief_rows(brief(empty, None, checks=0), {}) == []
