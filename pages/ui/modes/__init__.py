"""What is particular to the page on training and test: the network, dropout, batch norm, their plots."""
