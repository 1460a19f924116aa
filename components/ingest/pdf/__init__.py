"""PDF files: letters with their places, characters repaired, the reader."""
