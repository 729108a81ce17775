"""Files: what is read, what names are safe, how output is published."""
