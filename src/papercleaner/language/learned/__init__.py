"""What an archive says of itself: counts of its phrases, made by `papercleaner learn`, read by the repair."""
