"""What the page on normal maps alone needs."""
