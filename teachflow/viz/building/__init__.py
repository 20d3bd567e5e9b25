"""The steps from a graph to a ``Diagram``: hide, fold, place, write down.

``teachflow.viz.build`` takes them in turn; each is a file.
"""
