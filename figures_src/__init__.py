"""Numbers and ink of the site: see the table in README.md for which file does what."""
