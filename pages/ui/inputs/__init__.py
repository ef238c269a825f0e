"""What learners choose with: controls, pictures, matrices, kernels, poolings, geometry."""
