"""The page “Neurons”: networks without convolutions, one neuron followed, and permuted pixels."""
