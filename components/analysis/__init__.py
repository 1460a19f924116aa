"""Article -> Record: the spaCy pipeline, one step a file; lexicons are data.

Importing this package loads no spaCy: the dashboard only talks to the worker process (client.py).
"""
