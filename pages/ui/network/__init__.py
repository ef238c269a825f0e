"""What the page about the network alone needs."""
