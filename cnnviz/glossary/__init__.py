"""The words of the field, each with a true sentence, and what is often said that is not quite right."""

from cnnviz.glossary.myths import MYTHS
from cnnviz.glossary.search import LONGEST, find
from cnnviz.glossary.slip import Slip
from cnnviz.glossary.slips import SLIPS
from cnnviz.glossary.terms import TERMS, Term

__all__ = ["LONGEST", "MYTHS", "SLIPS", "TERMS", "Slip", "Term", "find"]
