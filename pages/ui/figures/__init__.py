"""What is drawn of numbers: maps, columns of maps, bars, tables, and the facts beside them."""
