"""Pictures: turned, cut, coloured and resized."""
