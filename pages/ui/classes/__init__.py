"""What the page Classes alone needs."""
