"""What the page on splitting data alone needs."""
