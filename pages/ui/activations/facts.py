"""Numbers about an activated map: what it holds, and what is dead in it."""

from __future__ import annotations

from cnnviz.activated import Activated
from cnnviz.figures import format_number
from cnnviz.numbers import percent
from pages.ui.activations.source import Source
from pages.ui.figures.facts import Fact, show_facts


def show_activation_facts(result: Activated, source: Source, plane: int, rule: str, is_seen: bool) -> None:
    """Show the ranges before and after, how many numbers pass no gradient, and which filters are dead.

    Where what comes after is to be predicted, show the range before alone.
    """
    before, after = result.before[plane], result.after[plane]
    ranged = Fact("Before", f"{format_number(before.min())} … {format_number(before.max())}")
    if not is_seen:
        show_facts([ranged], rule)
        return
    silenced = result.silenced(plane)
    facts = [
        ranged,
        Fact("After", f"{format_number(after.min())} … {format_number(after.max())}"),
        Fact(
            "Slope 0",
            percent(silenced / before.size),
            f"{format_number(silenced)} of {format_number(before.size)} numbers pass no gradient on",
        ),
    ]
    if len(source.names) > 1:
        dead = result.dead()
        named = ", ".join(source.names[i] for i in dead) or "each has a number that is not 0"
        facts.append(Fact("Filters all 0", f"{len(dead)} of {len(source.names)}", named))
    show_facts(facts, rule)
