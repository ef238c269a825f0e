"""What a trained model is: its network, its classes, how a picture is prepared, what was measured on it.

`table.py` has a row for each that ships; a new one is a folder under ``assets/weights/`` and a row.
"""
