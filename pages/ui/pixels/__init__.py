"""What the page on pixels alone needs."""
