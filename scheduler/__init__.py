"""Time and delivery: the bell rings what is due, the sender empties the outbox, APScheduler wakes both."""
