"""Offline training of what the app ships: run by hand, imported by no other package."""

import os

# One BLAS thread was measured to be faster than two for matrices of this size, and the sums come out the same
# on every run. It must be set before NumPy is imported.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
