"""What is particular to the page about the autoencoder: its loaders, figures, numbers and walk."""
