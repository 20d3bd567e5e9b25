"""The cases, one file for each family; ``table`` puts them together."""
