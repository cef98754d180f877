"""A job (work order, 工单): what it is, what may be asked of it, what follows, and what it looks like afterwards."""
