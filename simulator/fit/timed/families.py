"""All families of timed acts, and those of their sizes."""

from simulator.fit.family import Family
from simulator.fit.timed import gap_families, rates, salvo_family
from simulator.fit.timed.acts import Acts
from simulator.fit.timed.size_families import families_of as sizes_of

FAMILIES: tuple[Family[Acts], ...] = (
    *rates.FAMILIES,
    *gap_families.FAMILIES,
    *salvo_family.FAMILIES,
)
"""Of the times of acts; they compare with one another."""

__all__ = ["FAMILIES", "sizes_of"]
