"""All families of timed acts, and those of their sizes."""

from simulator.fits.family import Family
from simulator.fits.timed import gap_families, rates, salvo_family
from simulator.fits.timed.acts import Acts
from simulator.fits.timed.size_families import families_of as sizes_of

FAMILIES: tuple[Family[Acts], ...] = (
    *rates.FAMILIES,
    *gap_families.FAMILIES,
    *salvo_family.FAMILIES,
)
"""Of the times of acts; they compare with one another."""

__all__ = ["FAMILIES", "sizes_of"]
