"""Rules among which none is better in everything: the Pareto set of an enforcement plan."""
