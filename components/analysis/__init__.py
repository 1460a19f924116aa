"""Article -> Record: the spaCy pipeline, one package a step, and the worker process that it runs in.

Importing this package loads no spaCy: the dashboard only talks to the worker process (client.py).
"""
