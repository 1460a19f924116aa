"""Pages and doubtful words of a record that was read from paper."""

from __future__ import annotations

import msgspec

from components.domain.page_references import MOST, REASON, boxes_on, page_numbers, page_words, with_printed_pages
from components.domain.position_on_page import Zone
from components.exports.mark_evidence import why_lines
from components.exports.newsroom_words import citation, confidence_words
from tests.specimen import TEXT, span, specimen


def zones(*parts: tuple[int, int, int], sure: bool = True) -> tuple[Zone, ...]:
    return tuple(Zone(start=s, end=e, page=p, box=(0.1, 0.1 * n, 0.9, 0.1 * n + 0.02), sure=sure)
                 for n, (s, e, p) in enumerate(parts, 1))  # fmt: skip


HALF = len(TEXT) // 2
PRINTED = zones((0, 20, 1), (21, HALF, 1), (HALF + 1, len(TEXT), 2))


def test_a_passage_names_its_page() -> None:
    record = with_printed_pages(specimen(), PRINTED)
    assert [(p.start, p.end, p.page) for p in record.pages] == [(0, HALF, 1), (HALF + 1, len(TEXT), 2)]
    assert page_words(record, (3, 9)) == "page 1"
    assert page_words(record, (HALF - 3, HALF + 5)) == "pages 1 and 2"
    assert page_numbers(record, (len(TEXT) - 2, len(TEXT) - 1)) == [2]
    assert page_words(specimen(), (3, 9)) == ""


def test_pages_change_nothing_else_of_the_record() -> None:
    record = with_printed_pages(specimen(), PRINTED)
    assert msgspec.structs.replace(record, pages=()) == specimen()
    assert with_printed_pages(specimen(), ()) == specimen()


def test_the_page_stands_in_the_evidence_and_the_citation() -> None:
    from components.domain.clickable_marks import marks_of

    record = with_printed_pages(specimen(), PRINTED)
    told = {" ".join(why_lines(record, mark)).rpartition(". ")[2] for mark in marks_of(record).values()}
    assert told <= {"Page 1.", "Page 2.", "Pages 1 and 2."} and len(told) >= 2
    assert all("page" in citation(record, q) for q in record.quotes)
    assert "page" not in citation(specimen(), specimen().quotes[0])


def test_what_rests_on_a_word_that_may_be_wrong_is_never_sure() -> None:
    plain = specimen()
    quote = plain.quotes[0]
    start = quote.content[0][0]
    record = with_printed_pages(plain, (*PRINTED, *zones((start + 1, start + 4, 1), sure=False)))
    assert record.doubtful == ((start + 1, start + 4),)
    changed = record.quotes[0]
    assert changed.confidence <= MOST and confidence_words(changed.confidence) != "sure" and REASON in changed.rule
    for before, after in zip(plain.quotes[1:], record.quotes[1:], strict=True):
        if all(e <= start + 1 or s >= start + 4 for s, e in after.content):
            assert before == after
    for kind in ("timexes", "events", "quotes", "tones", "unsure"):
        for item in getattr(record, kind):
            if REASON in item.rule:
                assert confidence_words(item.confidence) != "sure"
    mentions = [m for a in record.actors for m in a.mentions if m.start < start + 4 and start + 1 < m.end]
    assert all(m.confidence <= MOST for m in mentions)


def test_a_box_is_as_wide_as_the_words_it_marks() -> None:
    line = Zone(start=100, end=200, page=3, box=(0.1, 0.5, 0.9, 0.52))
    assert boxes_on([line], [(100, 200)], 3) == [(0.1, 0.5, 0.9, 0.52)]
    ((left, top, right, bottom),) = boxes_on([line], [(150, 175)], 3)
    assert abs(left - 0.5) < 1e-9 and abs(right - 0.7) < 1e-9 and (top, bottom) == (0.5, 0.52)
    assert boxes_on([line], [(150, 175)], 2) == [] and boxes_on([line], [(0, 100)], 3) == []


def test_every_kind_of_item_that_rests_on_a_doubtful_word_is_capped_and_no_other() -> None:
    def doubt(words: str, nth: int) -> tuple[Zone, ...]:
        start, end = span(words, nth)
        return zones((start, end, 1), sure=False)

    plain, sentence = specimen(), "Mayor Ida Berg opened the new bridge on Monday."
    start, end = span(sentence)
    # No single word carries the first: all of its sentence's do.
    bare = msgspec.structs.replace(plain.tones[0], start=start, end=end, evidence=())
    sure = {things: tuple(msgspec.structs.replace(t, confidence=0.95) for t in tones)
            for things, tones in (("tones", (bare, *plain.tones)), ("unsure", plain.unsure))}  # fmt: skip
    plain = msgspec.structs.replace(plain, **sure)

    def capped(words: str, nth: int = 1) -> set[str]:
        record = with_printed_pages(plain, doubt(words, nth))
        pairs = [(a, b) for things in ("events", "quotes", "timexes", "tones", "unsure")
                 for a, b in zip(getattr(plain, things), getattr(record, things), strict=True)]  # fmt: skip
        pairs += [(m, n) for a, b in zip(plain.actors, record.actors, strict=True)
                  for m, n in zip(a.mentions, b.mentions, strict=True)]  # fmt: skip
        changed = [(a, b) for a, b in pairs if a != b]
        assert all(b.confidence == min(MOST, a.confidence) and b.rule.endswith(REASON) for a, b in changed)
        return {getattr(a, "id", "") or TEXT[a.start : a.end] for a, _ in changed}

    assert capped("Monday") == {"Monday", sentence}
    assert capped("she") == {"she", "q-serve"}
    assert capped("said") == set() == capped("Bridge in Arden")
    assert capped("Ida Berg") == {"Ida Berg", sentence}
    assert capped("rejected") == {"e-reject", "The Drivers’ Union rejected the toll."}
    assert capped("lower") == {"e-lower", "Berg may lower the toll next year."}
    assert "q-serve" in capped("grandchildren")
    # An attitude rests on the words that judge and on those that name who does, not on the rest of its sentence.
    claimed = "It claimed that the city had broken a promise in 2019."
    assert capped("claimed") == capped("It", 2) == {claimed} and capped("promise") == set()
    assert capped("Berg", 2) == {"Berg", "Berg may lower the toll next year."}
    assert capped("new bridge on") == {sentence}


def test_pages_run_on_while_their_number_is_the_same() -> None:
    shuffled = zones((30, 40, 2), (0, 10, 1), (11, 20, 1), (41, 50, 1))
    record = with_printed_pages(specimen(), shuffled)
    assert [(p.start, p.end, p.page) for p in record.pages] == [(0, 20, 1), (30, 40, 2), (41, 50, 1)]
    assert page_words(record, (0, 50)) == "pages 1 and 2" and page_numbers(record, (0, 50)) == [1, 2]
    assert page_numbers(record, (20, 30)) == []
    three = with_printed_pages(specimen(), zones((0, 10, 1), (11, 20, 2), (21, 30, 3)))
    assert page_words(three, (0, 30)) == "pages 1, 2 and 3"


def test_sure_lines_are_marked_before_doubtful_words() -> None:
    line = Zone(start=0, end=100, page=1, box=(0.1, 0.5, 0.9, 0.52))
    word = Zone(start=10, end=20, page=1, box=(0.2, 0.5, 0.3, 0.52), sure=False)
    assert len(boxes_on([line, word], [(10, 20)], 1)) == 1
    assert boxes_on([word], [(10, 20)], 1) == [(0.2, 0.5, 0.3, 0.52)]
