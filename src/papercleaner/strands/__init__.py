"""Strands: printed lines that a dump mixed, dealt back into the columns they were printed in."""
