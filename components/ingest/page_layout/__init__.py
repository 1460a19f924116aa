"""Words with places on pages -> paragraphs: lines, reading order, headers and footers, hyphenation."""
