"""Families of patterns for timed acts: rates, echoes, salvos, gaps, and the sizes of acts."""
