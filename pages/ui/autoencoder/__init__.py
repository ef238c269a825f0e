"""What is particular to the page about the autoencoder: the shipped network, figures, numbers and walk."""
