"""A maker of newspaper pages with a truth: practice pages for fitting, set from segmented news prose."""
