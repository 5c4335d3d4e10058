"""The site as files that a browser opens from a disk."""
