"""Who does what, where: tasks, locked children, workers, and the collecting of it all.

The only room that knows the order of the others.
"""
