"""What the page on counting alone needs."""
