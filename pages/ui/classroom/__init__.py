"""What the page of a class alone needs."""
