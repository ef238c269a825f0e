"""In place of what believes proxies: there are none."""
