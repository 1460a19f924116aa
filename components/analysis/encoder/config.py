"""What the step ``dateline_reading`` can be told: how a text is cut into what the encoder reads at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EncoderConfig:
    """The settings of ``dateline_reading``; each is also a key of the factory's config."""

    max_row_pieces: int = 128  # pieces of a row, its two marks included; a longer sentence is read in several rows
    # What is read at once. Eight-bit activations are scaled by it: the last digits of the states move with it.
    max_batch_pieces: int = 256  # pieces of a batch, padding included; batches are spread over threads
    max_length_ratio: float = 1.2  # of a batch's longest row to its shortest ...
    length_allowance: int = 4  # ... and pieces that the longest may have on top of that
