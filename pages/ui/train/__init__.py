"""The parts of the page on which a small network is trained while one watches."""
