"""Keeps the packages that Dateline uses from reporting to their makers: no text and no fact of this computer leaves it.

``components``, ``tests`` and ``training`` call this before anything else of them is imported, so the server, its
processes, the commands, the tests and the training all pass through it. What the environment says is overridden.
"""

from __future__ import annotations

import os

# Each as its package reads it (tests/domain/test_no_telemetry.py looks there).
SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime from 1.29 on: an id kept for good, the computer, how it is used
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, beneath tokenizers and transformers
    "HF_HUB_OFFLINE": "1",  # the same, and its question which programs call it: models are files here, none is fetched
    "DO_NOT_TRACK": "1",  # what packages are agreeing on; huggingface_hub reads it today
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",  # .streamlit/config.toml says it too, which this outranks
}


def keep_quiet() -> None:
    """Set every switch, for this process and those that it starts."""
    os.environ.update(SWITCHES)
