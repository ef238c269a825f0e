"""What the page on channels alone needs."""
