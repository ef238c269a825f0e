"""What the page of the course alone needs."""
