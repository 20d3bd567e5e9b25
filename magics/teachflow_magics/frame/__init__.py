"""What every magic is made of: declaration, options, completion, settings."""
