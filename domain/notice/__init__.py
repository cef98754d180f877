"""A notice (通知): an event, an offer or a free service day, told to many customers in time. A7 A8."""
