"""What the glossary alone needs: the field, and the terms that answer what is typed there."""
