"""Layout from boxes: sizes, columns, headlines and what they claim, reading order; geometry without newspapers."""
