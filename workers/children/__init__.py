"""Where a file is worked on: in a process of its own, with limits, that can be lost without harm.

``nursery`` is a process that has loaded the lexicons and forks children that share them; ``child`` is what runs in one;
``hands`` is how the worker holds them.
"""
