"""The PDFs beside the handbook: a training for each role, workshop cards and a summary.

Their fixed texts are pages of docs/, the rest is taken from the principles and the examples.
Nothing is translated here: a product is a doctree, and `handboek.typst` makes a PDF of it.
"""
