"""Why a network predicts what it does, what breaks it, and what its units look for."""
