"""The whole of Tintag on one machine: embedded servers where none are given, and the processes on them."""
