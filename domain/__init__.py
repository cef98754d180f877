"""The rulebook itself: what may happen, what follows, and when. Standard library only; no clock, no random, no I/O."""
