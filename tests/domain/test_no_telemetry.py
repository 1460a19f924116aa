"""The switches that keep packages from reporting: set wherever Dateline begins, and known to the packages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from components.domain.no_telemetry import SWITCHES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "module", ["components.analysis.worker", "components.ingest.reading_worker", "components.cli",
               "components.ui.server_headers_and_lifespan", "training", "tests"]
)  # fmt: skip
def test_they_are_set_before_anything_that_would_report_whatever_the_environment_says(module: str) -> None:
    script = f"""
import json, os, sys
sys.addaudithook(lambda event, words: event == "import" and words[0] in
    {{"onnxruntime", "huggingface_hub", "transformers", "tokenizers"}} and early.append((words[0], dict(os.environ))))
early = []
import {module}
print(json.dumps([dict(os.environ), [e for _, e in early]]))
"""
    contrary = {name: "true" if value == "false" else "0" for name, value in SWITCHES.items()}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=os.environ | contrary, capture_output=True, check=True
    )
    now, early = json.loads(done.stdout)
    for found in (now, *early):
        assert {name: found.get(name) for name in SWITCHES} == SWITCHES


def _source(package: str, pattern: str) -> bytes:
    found = find_spec(package)
    assert found is not None and found.submodule_search_locations
    folder = Path(found.submodule_search_locations[0])
    return b"".join(p.read_bytes() for p in sorted(folder.glob(pattern)))


def test_the_packages_know_them() -> None:
    runtime = _source("onnxruntime", "capi/*pybind11_state*")
    assert b"ORT_DISABLE_TELEMETRY" in runtime or b"events.data.microsoft.com" not in runtime
    hub = _source("huggingface_hub", "constants.py")
    assert all(name.encode() in hub for name in ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_OFFLINE", "DO_NOT_TRACK"))
    assert b'"browser.gatherUsageStats"' in _source("streamlit", "config.py")


def test_the_hub_is_off() -> None:
    from huggingface_hub import constants

    assert constants.is_offline_mode() and constants.HF_HUB_DISABLE_TELEMETRY
