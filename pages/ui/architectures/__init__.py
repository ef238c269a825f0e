"""What the page on architectures alone needs."""
