"""From pages to a site that is whole or not there at all."""
