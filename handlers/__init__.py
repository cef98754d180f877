"""What people say and what it means: one module per intent. Nothing here knows which channel somebody uses."""
