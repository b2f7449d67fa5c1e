"""What the simulator costs, beside plain scripts of the same plan and a C++ program."""
