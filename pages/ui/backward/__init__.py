"""What the page on one training step alone needs."""
