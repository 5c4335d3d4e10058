"""From bytes to a linked library."""
