"""Digits drawn by hands that are written down as paths, on a pad as the app's.

Nobody drew them: each hand is a way to write all ten digits, as points that a pen goes through, and each
drawing is one of its digits with a pen, a size, a place and a tremble. `practice` was there to choose how
pictures are prepared and how training changes them; `final` was measured once all that was chosen.
"""
