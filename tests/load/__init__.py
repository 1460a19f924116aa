"""Load and faults, measured through real sessions: ``python -m tests.load.twenty``, ``python -m tests.load.kills``."""
