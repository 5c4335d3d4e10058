"""What is known of the theme that publishes the pages."""
