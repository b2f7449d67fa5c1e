"""What the simulator costs, beside plain scripts of the same plan and a C++ program.

The C++ program (`limit.cpp`) is frozen at the mechanisms of one drone. It is not a third engine: a
new mechanism, array or column of outcomes is not added to it (see `export`).
"""
