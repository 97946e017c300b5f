"""One folder for each page, one file for each picture: `draw()` returns a `Panel` or a `Picture`."""
