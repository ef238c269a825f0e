"""What the page Practise alone needs."""
