"""Rules, clocks and promises: a simulator of ceasefire violations and the responses to them."""
