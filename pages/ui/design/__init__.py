"""What the page on own designs alone needs."""
