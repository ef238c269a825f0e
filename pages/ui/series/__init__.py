"""What the page on series and volumes alone needs."""
