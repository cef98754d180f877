"""Photos drawn with seeds and labels, and what the proof room sees in them."""
