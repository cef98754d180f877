"""Text messages to customers who only phone, through any gateway that speaks HTTP."""
