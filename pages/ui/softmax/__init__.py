"""What the page on softmax alone needs."""
