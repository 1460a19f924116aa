"""A folder of many files on the library's page: read in the background, listed in pages, added as one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from components.services.analysis_queue import AnalysisQueue
from components.services.file_import import FileImport
from components.services.import_drafts import filed_under
from tests.pages.told import components, said

Page = Callable[..., AppTest]
OWNER = filed_under(None)
FILES = 1000


@pytest.fixture
def batch(library: AnalysisQueue) -> Iterator[FileImport]:
    one = library.drafts.begin(OWNER)
    one.add_files((f"{n}.txt", b"Story %d of many. The council voted on Monday." % n) for n in range(FILES - 5))
    one.add_files((f"bad{n}.pdf", b"%PDF-1.7 oops") for n in range(5))
    yield one
    library.drafts.discard(OWNER)


def press(test: AppTest, label: str) -> AppTest:
    return next(b for b in test.button if b.label == label).click().run()


def names(test: AppTest, key: str = "outcomes") -> list[str]:
    return [r["name"] for c in components(test, key) for r in c["rows"]]


def test_while_it_is_read_the_page_says_how_far_it_is(page: Page, batch: FileImport) -> None:
    test = page("library")
    now = batch.progress()
    assert batch.running and now.of == FILES
    assert any("read in the background" in line for line in said(test))
    assert len(names(test)) <= 21
    press(test, "Stop reading")
    batch.wait(60)
    assert {e.state for e in batch.entries()} >= {"cancelled"}


def test_what_was_read_is_listed_in_pages_and_stays_quick(page: Page, batch: FileImport) -> None:
    batch.wait(300)
    test = page("library")
    assert f"{FILES - 5} files read, 5 not taken." in said(test)
    assert names(test) == [f"{n}.txt" for n in range(50)]
    press(test, "Next")
    assert names(test) == [f"{n}.txt" for n in range(50, 100)]
    took = []
    for _ in range(3):
        began = time.perf_counter()
        test.run()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.3
    test.button_group(key="outcomes-kind").set_value("Not taken").run()
    assert names(test) == [f"bad{n}.pdf" for n in range(5)]
    assert any(b.label == f"Add {FILES - 5} articles" for b in test.button)
