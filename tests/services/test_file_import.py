"""Many files at once: each has its own outcome, a bad one costs only itself, what was read survives a stop."""

from __future__ import annotations

import email
import email.message
import email.policy
from collections.abc import Iterator

import pytest

from components.ingest.isolated_reader import IsolatedReader
from components.services.file_import import FileImport
from components.services.import_drafts import ImportDrafts
from components.services.library import Library
from components.services.similar_articles import most_like
from components.store.database import Store
from tests.ingest import made


@pytest.fixture
def store(library_url: str) -> Iterator[Store]:
    one = Store(library_url)
    yield one
    one.close()


@pytest.fixture
def library(store: Store) -> Library:
    return Library(store)


@pytest.fixture
def drafts(store: Store, reader: IsolatedReader, library: Library) -> ImportDrafts:
    return ImportDrafts(store, reader, library)


@pytest.fixture
def intake(drafts: ImportDrafts) -> FileImport:
    return drafts.begin("owner")


def test_a_bad_file_among_good_ones_costs_only_itself(intake: FileImport) -> None:
    files = {"good.html": made.as_html(), "bad.pdf": b"%PDF-1.7 oops", "empty.txt": b"", "other.docx": made.as_docx()}
    intake.add_files(files.items())
    intake.wait(60)
    states = {e.name: e.state for e in intake.entries()}
    assert states == {"good.html": "read", "bad.pdf": "refused", "empty.txt": "refused", "other.docx": "read"}
    assert all(e.why for e in intake.entries() if e.state == "refused")


def test_an_archive_gives_its_files_and_a_folder_in_it_counts_for_nothing(intake: FileImport) -> None:
    inner = made.as_zip({"x.txt": made.as_text()})
    intake.add_files(
        [("week.zip", made.as_zip({"a/one.txt": made.as_text(), "a/two.pdf": b"%PDF-1.7 junk", "b/in.zip": inner}))]
    )
    intake.wait(60)
    names = [(e.name, e.state) for e in intake.entries()]
    assert names[0] == ("week.zip", "read")
    assert ("week.zip › one.txt", "read") in names
    assert ("week.zip › two.pdf", "refused") in names and ("week.zip › in.zip", "refused") in names
    assert len(names) == 4


def test_stopping_keeps_what_was_read(intake: FileImport) -> None:
    first = b"The first story. " + made.as_text()
    intake.add_files([("first.txt", first)])
    intake.wait(60)
    intake.go_on = lambda: None  # type: ignore[method-assign]
    intake.add_files([(f"{n}.txt", made.as_text()) for n in range(5)])
    intake.cancel()
    states = [e.state for e in intake.entries()]
    assert states == ["read"] + ["cancelled"] * 5


def test_the_same_text_and_a_corrected_version_are_named(
    intake: FileImport, drafts: ImportDrafts, library: Library
) -> None:
    intake.add_files([("a.txt", made.as_text())])
    intake.wait(60)
    (one,) = intake.entries()
    content = intake.content(one.number)
    assert content is not None and one.found is not None and one.like is None
    library.add([content.article])
    corrected = made.as_text().replace(b"$12 million", b"$13 million")
    second = drafts.begin("another")
    other = b"Something else entirely happened in the far north on Friday, the police there said. " * 3
    second.add_files([("same.html", made.as_html()), ("corrected.txt", corrected), ("other.txt", other)])
    second.wait(60)
    same, later, none = second.entries()
    assert same.like is not None and same.like.is_same_text and same.like.id == one.found.id
    assert later.like is not None and not later.like.is_same_text
    assert later.like.id == one.found.id and later.like.share > 0.95
    assert none.like is None


def test_texts_on_one_matter_are_no_versions_of_each_other() -> None:
    text = " ".join(made.PARAGRAPHS)
    shuffled = " ".join(reversed(text.split()))
    assert most_like(shuffled, [("x", text)]) is None


def test_what_hangs_on_a_mail_is_an_entry_of_its_own(intake: FileImport) -> None:
    message = email.message_from_bytes(made.as_mail(), policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    message.add_attachment(made.as_docx(), maintype="application", subtype="octet-stream", filename="plan.docx")
    message.add_attachment(b"%PDF-1.7 junk", maintype="application", subtype="pdf", filename="bad.pdf")
    message.add_attachment(b"\xff\xd8\xff" + bytes(50), maintype="image", subtype="jpeg", filename="a.jpg")
    intake.add_files([("story.eml", message.as_bytes()), ("week.zip", made.as_zip({"in.eml": message.as_bytes()}))])
    intake.wait(60)
    entries = {e.name: e for e in intake.entries()}
    assert {n: e.state for n, e in entries.items()} == {
        "story.eml": "read",
        "week.zip": "read",
        "story.eml › plan.docx": "read",
        "story.eml › bad.pdf": "refused",
        "week.zip › in.eml": "read",
    }
    outer, inner = (intake.content(entries[n].number) for n in ("story.eml", "week.zip › in.eml"))
    assert outer is not None and inner is not None
    assert outer.reading.notes[0] == (
        "3 attachments: plan.docx (read below), bad.pdf (read below), a.jpg (not read: a picture)."
    )
    assert inner.reading.notes[0].count("not read") == 3
    assert all(a.data is None for a in (*outer.reading.attached, *inner.reading.attached))


def test_a_mail_without_an_article_gives_what_hangs_on_it(intake: FileImport) -> None:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@x.example", "b@x.example", "Plan"
    message.add_attachment(made.as_docx(), maintype="application", subtype="octet-stream", filename="plan.docx")
    intake.add_files([("plan.eml", message.as_bytes())])
    intake.wait(60)
    assert [(e.name, e.state) for e in intake.entries()] == [("plan.eml", "read"), ("plan.eml › plan.docx", "read")]
    assert intake.entries()[0].why == "a mail whose text is no article, with 1 file, each below"
