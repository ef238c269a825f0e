"""What is particular to the page on which the network is broken: operated on, disturbed, and fooled."""
