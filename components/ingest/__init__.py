"""Bytes or a web address -> Article: what kind of file it is, its reader, the checks and the limits."""
