"""Policy packs: the rulebook as data. `packs/NAME.toml` holds the rules, `packs/NAME.chat` plays them."""
