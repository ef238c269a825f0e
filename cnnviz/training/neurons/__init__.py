"""Training the networks of the page “Neurons”: without convolutions, and on permuted pixels."""
