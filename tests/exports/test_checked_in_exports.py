"""The report and the tables say how much readers checked, and don't take a check for a correction."""

from __future__ import annotations

import msgspec

from components.domain.correction_replay import apply_edits
from components.domain.record import Correction
from components.exports.export_tables import view_table
from components.exports.html_report import report
from components.exports.items_to_check import review_queue
from tests.specimen import specimen


def check(mark: str, by: str) -> Correction:
    return Correction(
        id=mark, at="2026-03-03T10:00:00+00:00", by=by, what=f"marks/{mark}/checked", after=msgspec.Raw(b"true")
    )


PEOPLE = [i.mark for i in review_queue(specimen()) if i.names_person]
CHECKED = apply_edits(specimen(), [check(mark, "Ana <b>Ruiz</b>") for mark in PEOPLE])


def test_the_report_says_what_was_checked_and_counts_no_correction() -> None:
    page = report(CHECKED).decode()
    assert "All that names a person was checked by Ana &lt;b&gt;Ruiz&lt;/b&gt; on 3 March 2026." in page
    assert "What readers corrected" not in page and "corrections by readers" not in page
    assert "was checked by" not in report(specimen()).decode()


def test_the_tables_say_it_too() -> None:
    details = dict(view_table(CHECKED, "article").to_numpy().tolist())
    assert details["Checked"] == "All that names a person was checked by Ana <b>Ruiz</b> on 3 March 2026."
    assert "Checked" not in dict(view_table(specimen(), "article").to_numpy().tolist())
    assert len(view_table(CHECKED, "corrections")) == len(PEOPLE)
