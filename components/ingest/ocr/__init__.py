"""Text recognition (optional): the client, the worker, pictures of pages, lines, words, doubtful words."""
