"""Parts of the Units page."""
