"""Characters in context: which look-alike would read better here, and how sure that is.  Pure functions over tables."""
