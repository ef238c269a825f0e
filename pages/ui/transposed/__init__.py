"""What the page on transposed convolutions alone needs."""
