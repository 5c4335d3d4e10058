"""Articles and fact sheets in, Markdown pages with proven citations out."""
