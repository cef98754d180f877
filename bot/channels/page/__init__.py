"""The page behind a link: what somebody can do without an account, spoken through the same door as every chat."""
