"""A small convolutional network: layers with their gradients, a trained classifier, explanations of it."""
