"""Words, days and numbers in text."""
