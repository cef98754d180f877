"""Where everything is kept: the unit of work, named statements, migrations, photos."""
