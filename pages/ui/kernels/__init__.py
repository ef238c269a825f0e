"""What the page about kernels alone needs."""
