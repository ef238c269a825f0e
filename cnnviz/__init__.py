"""The logic of cnnviz: images, kernels, operators, geometry and a small network, on NumPy arrays.

Nothing in this package imports Streamlit, opens a network connection or keeps global state.
"""
