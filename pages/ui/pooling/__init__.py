"""What the page about pooling alone needs."""
