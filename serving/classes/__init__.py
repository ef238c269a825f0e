"""Classes over HTTP: who is who by a signed cookie, joining, answers, and what a teacher does."""
