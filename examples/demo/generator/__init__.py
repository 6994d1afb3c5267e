"""Writes the demo's task rows.

One module per family of tasks, one text file per bank of hand-written material. `catalogue` lists the tasks, `checks`
refuses material that is not good enough, and the same seed always gives the same bytes.
"""
