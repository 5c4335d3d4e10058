"""Pictures drawn from typed values: static SVG in two widths, each with the same as a table."""
