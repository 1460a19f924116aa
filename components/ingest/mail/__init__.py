"""Mails: the reader, the article within a mail's text, its attachments."""
