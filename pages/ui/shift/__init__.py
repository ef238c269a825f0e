"""What the page about moving the picture alone needs."""
