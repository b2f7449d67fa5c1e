"""The ground: how fast area is lost during an assault (model section 9)."""

from typing import Annotated

from pydantic import Field

from simulator.scenario.schema.base import Word
from simulator.scenario.units import Area, AreaRate, Density, Length, Number, Share


class Ground(Word):
    """Area is lost at `rate * max(0, 1 - density / holds_at)`; by default none is."""

    sector: Annotated[Length, Field(gt=0)] = 1.0
    """Length of the front attacked."""
    defenders: Number = 0.0
    """Troops of the attacked state in that sector."""
    rate: AreaRate = 0.0
    """Rate of advance against no defence."""
    holds_at: Annotated[Density, Field(gt=0)] = 1.0
    """The density at which the front holds."""
    reach: Share = 1.0
    """The share of arriving troops that is deployed in the sector attacked."""
    at_most: Annotated[Area, Field(gt=0)] | None = None
    """The most that can be lost over the whole history; by default unbounded."""
