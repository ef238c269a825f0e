"""The Python side of the linked view: what it is sent, and what it sends back."""
