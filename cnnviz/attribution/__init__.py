"""Why a network answers as it does, what breaks it, and what its units look for."""
