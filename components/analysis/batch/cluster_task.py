"""What runs on the workers of a Dask cluster: a chunk read by a worker process of their own, their versions told.

The process is kept from task to task and ends with the Dask worker, which an article can therefore never kill.
"""

from __future__ import annotations

import importlib.metadata
import sys

import msgspec

from components.analysis.batch.chunk_reader import PROGRAM, ChunkReaders
from components.analysis.batch.messages import Chunk, Outcomes
from components.analysis.version import pipeline_version
from components.domain.errors import AnalysisFailed

_PACKAGES = ("numpy", "onnxruntime", "tokenizers", "thinc")  # whose versions may change what is computed
_readers: dict[str, ChunkReaders] = {}


class OtherVersions(AnalysisFailed):
    """A worker of the cluster would make other records than the command."""


def versions() -> dict[str, str]:
    """What must be the same on every computer that makes records of one file."""
    made_with = pipeline_version()
    return {
        "Dateline": made_with.dateline,
        "Python": "{}.{}".format(*sys.version_info[:2]),
        "spacy": made_with.spacy,
        "model": made_with.model,
        **{name: importlib.metadata.version(name) for name in _PACKAGES},
    }


def require_versions(wanted: dict[str, str], have: dict[str, str], where: str) -> None:
    """Raise OtherVersions, which names what differs."""
    differing = [f"{n} {have.get(n)} instead of {v}" for n, v in wanted.items() if have.get(n) != v]
    if differing:
        raise OtherVersions(
            f"The Dask worker {where} has {', '.join(differing)}. Install the same Dateline there and start it again."
        )


def read_chunk(body: bytes, wanted: dict[str, str], where: str = "that was asked", program: str = PROGRAM) -> bytes:
    """The outcomes of a chunk, both as msgpack; raises AnalysisFailed."""
    require_versions(wanted, versions(), where)
    readers = _readers.setdefault(program, ChunkReaders(program))
    articles = msgspec.msgpack.decode(body, type=Chunk).articles
    return msgspec.msgpack.encode(Outcomes(readers.read(articles)))


def end_idle() -> None:
    """End the worker processes that read nothing at the moment."""
    for readers in list(_readers.values()):
        readers.close_idle()
