"""What all pages about the trained network share: the network, its input, prediction and maps."""
