"""The page Why: an answer followed back to the pixels, and maps of what speaks for it."""
