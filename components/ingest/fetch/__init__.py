"""Fetching a web page: the client in the server, the worker that speaks to the web, their messages."""
