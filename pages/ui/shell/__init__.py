"""What every page has around it: its frame, sharing, presenting, downloads and code."""
