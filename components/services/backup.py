"""Backs up the library into one file, and puts one back: between SQLite and PostgreSQL, too.

What was read of files and not yet added is no part of it: it stays with the server that read it, also where a library
is put in place of another. Neither are the owner's key and the server's id, which lie in the data folder.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import msgspec

from components.domain.errors import StoreFailed
from components.domain.plural import plural
from components.services.clock import now
from components.services.library import UNDO_TIME
from components.services.sample_article import sample
from components.store import article_queries
from components.store.collection_reading_queries import forget_ownerless_readings
from components.store.data_folder import data_folder
from components.store.database import Store, library_file
from components.store.library_contents import LibraryContents, is_untouched, library_contents
from components.store.library_copy import copy_library
from components.store.library_file import OLDER, library_in_file, new_library_file
from components.store.private_files import private_folder
from components.store.share_queries import list_shares, revoke

_SCRATCH = ".dateline-restore-"  # how folders begin, for copies of older back-ups that are brought to this version
_FORGOTTEN = 24 * 3600  # seconds after which none of them is in use any more

# Called with how many rows are copied, and of how many; for what is replaced too, which is backed up first.
Tell = Callable[[int, int], None]


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """What was backed up or restored; ``size`` of the file in bytes, ``before``: where the library of before is."""

    contents: LibraryContents
    size: int
    seconds: float
    before: Path | None = None


def back_up(file: Path, *, replace: bool = False, tell: Tell = lambda done, of: None) -> Copied:
    """Write the library as it is at one moment into a file, which is there whole or not at all.

    The library may be in use. ``replace``: in place of a file that is there. Raises StoreFailed.
    """
    began = time.monotonic()
    _refuse_library_itself(file)
    library = library_file()
    if library is not None and not library.exists():
        raise StoreFailed(f"There is no library in {library.parent}. Name its folder in DATELINE_DATA.")
    store = Store()
    try:
        if store.fresh:
            raise StoreFailed("There was no library at the address of DATELINE_DATABASE_URL: nothing was backed up.")
        with store.reading() as source, new_library_file(file, replace=replace) as target:
            copy_library(source, target, tell)
            # Whatever could be brought back for an hour and still lies there is gone for good.
            article_queries.purge_deleted(target, now(UNDO_TIME))
            contents = library_contents(target)
    finally:
        store.close()
    return Copied(contents=contents, size=file.stat().st_size, seconds=time.monotonic() - began)


def restore(file: Path, *, replace: bool = False, tell: Tell = lambda done, of: None) -> Copied:
    """Put the library of a file in place of this one, whole or not at all; the file is not changed.

    ``replace``: also where this library holds anything, which is backed up beside it first. Raises StoreFailed: where
    the file is no library of this version or an older one, where this library holds something or is in use.
    """
    began = time.monotonic()
    _refuse_library_itself(file)
    try:
        private_folder(data_folder())
        _remove_forgotten_copies()
        scratch = tempfile.TemporaryDirectory(prefix=_SCRATCH, dir=data_folder())
    except OSError as error:
        raise StoreFailed(f"The data folder can't be written ({error.strerror}). Nothing was changed.") from error
    with scratch as folder, library_in_file(file, Path(folder)) as source:
        store = Store()
        try:
            if store.used_elsewhere():
                raise StoreFailed(_IN_USE)
            with ExitStack() as undo, store.writing() as target:
                before = None
                if not is_untouched(target, one.id if (one := sample()) is not None else None):
                    before = _file_for_before(store)
                    if not replace:
                        raise StoreFailed(_holds(library_contents(target)))
                    with new_library_file(before) as kept:
                        copy_library(target, kept, tell)
                    undo.callback(before.unlink, missing_ok=True)  # where nothing is put in its place
                taken_back = [link for link in list_shares(target) if link.revoked_at]
                copy_library(source, target, tell)
                for link in taken_back:  # after the backup was made: whoever has it must not come in again
                    revoke(target, str(link.revoked_at), link.id)
                forget_ownerless_readings(target)
                contents = library_contents(target)
                undo.pop_all()  # whether the end of the transaction is reached may not be told: then both are there
        finally:
            store.close()
    return Copied(contents=contents, size=file.stat().st_size, seconds=time.monotonic() - began, before=before)


_IN_USE = (
    "The library is in use. Stop Dateline, every server of it, and whatever else has the database open, then try "
    "again. Nothing was changed."
)


def _remove_forgotten_copies() -> None:
    """Take out what a restore left that was killed."""
    for folder in data_folder().glob(f"{_SCRATCH}*"):
        if time.time() - folder.stat().st_mtime > _FORGOTTEN:
            for copy in folder.glob(f"{OLDER}*"):
                copy.unlink(missing_ok=True)
            with contextlib.suppress(OSError):  # it holds something else: that isn't ours
                folder.rmdir()


def _holds(there: LibraryContents) -> str:
    return (
        f"The library holds {plural(there.articles, 'article')}, {plural(there.corrections, 'correction')} and "
        f"{plural(there.links, 'link')} already. Nothing was changed. To put the backup in its place: --replace, which "
        "first backs up what is there."
    )


def _file_for_before(store: Store) -> Path:
    """Where the library of before is backed up: beside it, or in the data folder of one in PostgreSQL."""
    library = store.file or data_folder() / "library"
    at = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return library.with_suffix(f".before-restore-{at}.sqlite3")


def _refuse_library_itself(file: Path) -> None:
    library = library_file()
    if library is not None and file.exists() and library.exists() and file.samefile(library):
        raise StoreFailed(f"{file} is the library itself. Name another file.")
