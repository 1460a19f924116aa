"""Trains the models in components/analysis/models/ (docs/models.md). Nothing here is needed to run Dateline."""
