"""Zipped files within limits: what they declare is checked first, what they hold is counted as it is read."""

from __future__ import annotations

import io
import zipfile

from components.domain.errors import NotText, TooLong
from components.ingest.limits import (
    ARCHIVE_FILES,
    FEWEST_RATIO_BYTES,
    UNPACKED_BYTES,
    UNPACKED_MEMBERS,
    UNPACKED_RATIO,
)

CHUNK = 65536


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise NotText("It is a damaged ZIP or Office file. Save it again, or get another copy.") from error


def names_of(data: bytes) -> list[str]:
    """The members' names; raises NotText where the file is damaged, TooLong where it would unpack to too much."""
    with _opened(data) as archive:
        members = archive.infolist()
        size = sum(m.file_size for m in members)
        if len(members) > UNPACKED_MEMBERS:
            raise TooLong(
                f"It holds {len(members):,} files; the limit is {UNPACKED_MEMBERS:,}. Split it and try again."
            )
        if size > UNPACKED_BYTES or (size > FEWEST_RATIO_BYTES and size > UNPACKED_RATIO * max(1, len(data))):
            raise TooLong(
                f"It would unpack to {size / 2**20:,.0f} MB; the limit is {UNPACKED_BYTES // 2**20} MB "
                f"and {UNPACKED_RATIO} times its own size. Save its text in another form."
            )
        return [m.filename for m in members]


def read_member(data: bytes, name: str) -> bytes:
    """One member's bytes, counted as they are unpacked: what it declares may be a lie. Raises NotText, TooLong."""
    with _opened(data) as archive:
        return _unpacked(archive, archive.getinfo(name), UNPACKED_BYTES)


def check_archive(data: bytes) -> None:
    """Unpack every member once, within the limits, before a document's own library opens the file."""
    names_of(data)
    with _opened(data) as archive:
        left = UNPACKED_BYTES
        for one in archive.infolist():
            left -= len(_unpacked(archive, one, left))


def files_in(data: bytes) -> list[tuple[str, bytes]]:
    """The files of an archive: folders, hidden files and archives within it left out. Raises NotText, TooLong."""
    names_of(data)
    out: list[tuple[str, bytes]] = []
    left = UNPACKED_BYTES
    with _opened(data) as archive:
        for one in archive.infolist():
            last = one.filename.replace("\\", "/").rstrip("/").rpartition("/")[2]
            if one.is_dir() or last.startswith((".", "~")) or one.filename.startswith("__MACOSX/"):
                continue
            if len(out) == ARCHIVE_FILES:
                raise TooLong(f"It holds over {ARCHIVE_FILES} files. Split it and try again.")
            content = _unpacked(archive, one, left)
            left -= len(content)
            out.append((last, content))
    return out


def _unpacked(archive: zipfile.ZipFile, one: zipfile.ZipInfo, most: int) -> bytes:
    if one.flag_bits & 1:
        raise NotText("It is protected by a password. Save it without one and try again.")
    out = bytearray()
    try:
        with archive.open(one) as file:
            while chunk := file.read(CHUNK):
                out += chunk
                if len(out) > most:
                    raise TooLong(f"It unpacks to over {UNPACKED_BYTES // 2**20} MB. Save its text in another form.")
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as error:
        raise NotText("It is a damaged ZIP or Office file. Save it again, or get another copy.") from error
    except Exception as error:  # zlib.error and its like: each method of packing has its own
        if isinstance(error, TooLong):
            raise
        raise NotText("It is a damaged ZIP or Office file. Save it again, or get another copy.") from error
    return bytes(out)
