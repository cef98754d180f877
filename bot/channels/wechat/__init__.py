"""WeChat official account (公众号): customers, and technicians without WeCom."""
