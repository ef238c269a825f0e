"""A class served from one computer: several workers at one address, each browser always at the same one."""
