"""Mails: the reader, the article within a mail's text, what hangs on it."""
