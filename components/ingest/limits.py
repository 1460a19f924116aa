"""What Dateline takes in, and what it refuses as too much."""

MAX_BYTES = 20 * 1024 * 1024  # of a file
MAX_CHARACTERS = 300_000  # of an article: about 50,000 words
MIN_LETTERS = 1  # a text without a letter holds nothing to read
LANGUAGE_SAMPLE = 20_000  # characters the language is told by
LANGUAGE_MIN_WORDS = 25  # below that the language of a text can't be told reliably
MAX_NAME = 120  # characters of a file's name that are shown
