"""Variables: their places, changes and updates."""
