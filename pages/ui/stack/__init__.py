"""What the page on stacks alone needs."""
