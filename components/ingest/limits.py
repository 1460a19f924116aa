"""What Dateline takes in, and what it refuses as too much."""

MAX_BYTES = 20 * 1024 * 1024  # of a file
MAX_CHARACTERS = 300_000  # of an article: about 50,000 words
MIN_LETTERS = 1  # a text without a letter holds nothing to read
LANGUAGE_SAMPLE = 20_000  # characters the language is told by
LANGUAGE_MIN_WORDS = 25  # below that the language of a text can't be told reliably
MAX_NAME = 120  # characters of a file's name that are shown

READ_SECONDS = 20  # for one file, in the reading process
READ_MEMORY = 1024**3  # bytes of address space of the reading process
READER_START_SECONDS = 60  # until a new reading process is there

UNPACKED_BYTES = 50 * 1024 * 1024  # of all members of a zipped file or archive together
UNPACKED_RATIO = 100  # unpacked bytes for each packed one
UNPACKED_MEMBERS = 2_000  # members of a zipped document
ARCHIVE_FILES = 200  # files of a .zip archive that are read
FEWEST_RATIO_BYTES = 1024 * 1024  # below that a high ratio does no harm

PDF_PAGES = 500
LONGEST_BLOCK = 20_000  # characters of a paragraph that is cut away, where it is shown
MAX_CUT_BLOCKS = 300  # paragraphs cut away that are shown

FETCH_SECONDS = 10  # for a web page, redirects and all
FETCH_BYTES = 10 * 1024 * 1024
FETCH_REDIRECTS = 5
FETCH_START_SECONDS = 20  # until a new fetching process is there
FETCH_MEMORY = 256 * 1024 * 1024  # bytes of address space of the fetching process
FETCH_HEAD_BYTES = 256 * 1024  # of all that a site sends before the page itself, interim answers too
MAX_URL = 8_000  # characters of an address that is asked for

IMAGE_SECONDS = 10  # for a page that is drawn as an image
IMAGE_PIXELS = 100_000_000  # of a picture that is read or drawn, or of a page that is drawn
IMAGE_BYTES = 32 * 1024 * 1024  # of the image that is made

OCR_PAGES = 50  # scanned pages of a file that text recognition reads
OCR_PAGE_SECONDS = 90  # for each, in the process that recognises text (a full newspaper page took 54 on two busy cores)
OCR_MEMORY = 3 * 1024**3  # bytes of address space of that process
