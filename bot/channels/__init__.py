"""Adapters to platforms, a folder each. Outside them nobody knows what a platform is."""
