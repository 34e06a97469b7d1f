"""How well and how fast pages are read, beside the rules of others; `make bench` prints it, no test asserts it."""
