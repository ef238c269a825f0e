"""What the page about activations alone needs."""
