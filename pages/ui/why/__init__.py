"""The page Why: a prediction traced back to the pixels, and maps of the evidence for it."""
