"""Neurons one at a time: weighted sums, directions that are nearly the same, and permuted pixels."""
