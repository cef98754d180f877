"""Staff on WeCom (企业微信): a self-built app of the company."""
