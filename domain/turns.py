"""What every kind of subject has: turns, which make old buttons old; and that some are a matter of the desk alone."""

from collections.abc import Mapping

from domain.events import audience


class Turning:
    """Whose buttons, shown before which event, are old: `turns` is kept by the subject itself, audience → seq."""

    turns: Mapping[str, int]

    def turn(self, role: str) -> int:
        """Buttons shown to this role before that event (its seq) are old."""
        return self.turns.get(audience(role), 0)


class OfTheDesk(Turning):
    """A subject that no customer and no technician sees."""

    @property
    def customers(self) -> tuple[int, ...]:
        """Nobody asks anything about it as its customer."""
        return ()

    @property
    def technicians(self) -> tuple[int, ...]:
        """Nobody has it in hand."""
        return ()
