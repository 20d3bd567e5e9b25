"""A ``Diagram`` drawn: its words, its looks, DOT text, SVG, legend, text tree."""
