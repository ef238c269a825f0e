"""Networks from elsewhere: read without trusting them, checked, and built of the layers that are here."""
