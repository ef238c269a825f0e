"""What the page Predict together alone needs."""
