"""A backup or a restore that is killed in its middle leaves what was there."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from components.domain.article_search import ArticleSearch
from components.services.backup import back_up, restore
from components.services.library import Library
from components.services.library_search import found_ids
from tests.databases import SQLITE_ALONE
from tests.whole_library import BRIDGE, OPERA, asked, filled, rows_at


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_url: str) -> Path:
    """The data folder of a server whose library is at ``library_url``."""
    monkeypatch.setenv("DATELINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATELINE_DATABASE_URL", library_url)
    return tmp_path / "data"


STOPPED = """
import os, signal, sys
from pathlib import Path
from components.services import backup
steps = []
def tell(done, of):
    steps.extend([0] * (not done))
    if len(steps) == int(sys.argv[4]) and done >= of * float(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
{"backup": backup.back_up, "restore": backup.restore}[sys.argv[1]](Path(sys.argv[2]), replace=True, tell=tell)
"""


def killed(what: str, file: Path, after: float, step: int = 1) -> None:
    words = [what, str(file), str(after), str(step)]
    done = subprocess.run([sys.executable, "-c", STOPPED, *words], check=False, timeout=60)
    assert done.returncode == -9


@pytest.mark.parametrize("after", [0.3, 1.0])
def test_a_killed_restore_leaves_the_library_as_it_was(library_url: str, tmp_path: Path, after: float) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    asked(library_url, lambda s: Library(s).delete(BRIDGE.id))
    before = rows_at(library_url)
    killed("restore", tmp_path / "b.sqlite3", after, step=2)  # the first one backs up what is there
    assert rows_at(library_url) == before
    assert asked(library_url, lambda s: found_ids(s, ArticleSearch(words="opera"))) == [OPERA.id]
    assert restore(tmp_path / "b.sqlite3", replace=True).contents.articles == 5


@SQLITE_ALONE  # as in PostgreSQL: it is the file that matters
def test_a_killed_backup_leaves_the_one_of_before_and_no_part_for_good(library_url: str, tmp_path: Path) -> None:
    filled(library_url)
    (folder := tmp_path / "kept").mkdir()
    killed("backup", folder / "b.sqlite3", 0.5)
    (part,) = folder.iterdir()
    assert part.name.startswith(".b.sqlite3.") and part.name.endswith(".part")
    assert stat.S_IMODE(part.stat().st_mode) == 0o600
    back_up(folder / "b.sqlite3")
    assert part.exists(), "another backup might be writing it"
    os.utime(part, (0, 0))
    kept = (folder / "b.sqlite3").read_bytes()
    killed("backup", folder / "b.sqlite3", 0.5)
    assert (folder / "b.sqlite3").read_bytes() == kept and not part.exists()


@SQLITE_ALONE
def test_copies_that_a_killed_restore_left_are_removed_later(library_url: str, tmp_path: Path, data: Path) -> None:
    filled(library_url)
    back_up(tmp_path / "b.sqlite3")
    ours, now, of_others = ".dateline-restore-old", ".dateline-restore-now", "restore-2026-11-01"
    for name in (ours, now, of_others):
        (data / name).mkdir(parents=True)
        (data / name / "older.sqlite3").write_bytes(b"texts")
    for name in (ours, of_others):
        os.utime(data / name, (0, 0))
    restore(tmp_path / "b.sqlite3", replace=True)
    assert {p.name for p in data.iterdir() if p.is_dir()} == {now, of_others}
