"""Chinese text without pages: words, n-grams, seams, cohesion.  Pure functions over tables loaded at first use."""
