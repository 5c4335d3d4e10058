"""What carries a claim, who says so, what disagrees, what was reviewed."""
