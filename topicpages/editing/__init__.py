"""What is written into ``sources/`` for an editor: a record from a web page, proposals, tidy files.

In goes what an editor has: an address, a saved page, an article of the library. Out come texts of files and
proposals, never a judgement. Nothing here writes; a command hands the texts to ``publishing``.
"""

__all__: list[str] = []
