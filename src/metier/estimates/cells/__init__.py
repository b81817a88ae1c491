"""The analysis frame cut into cells: who stands in each, and who was left out."""
