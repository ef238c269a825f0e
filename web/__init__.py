"""The whole app as a folder of files, on Pyodide: see README.md here, and docs/static.md."""
