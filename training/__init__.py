"""Trains the models in components/analysis/models/ (docs/models.md). Nothing here is needed to run Dateline."""

import components  # noqa: F401 - it keeps the packages from reporting, before any of them is imported
