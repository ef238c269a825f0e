"""Numbers and matrices as people type or paste them: one reader for kernels, matrices and predictions.

`signs` spells a text plainly, `expressions` reads one number, `layout` finds the rows and columns of many.
"""
