"""The browser finds the same terms as Python, in the same order."""

from cnnviz.glossary import TERMS, find

TYPED = [
    "",
    " ",
    "qqqqqqqq",
    "kernal",
    "epohc",
    "receptiv feild",
    "CROSS-corr",
    "1x1",
    "half",
    "a",
    "batch  norm",
]
FIND = """async ({ typed, names }) => {
  const { findTerms } = await import("/assets/components/cnnviz/glossary_search.js");
  return typed.map((text) => findTerms(text, names));
}"""


def test_both_find_the_same(workbench):
    typed = TYPED + [name[:end] for term in TERMS for name in term.names for end in (3, len(name) - 1)]
    found = workbench.evaluate(FIND, {"typed": typed, "names": [term.names for term in TERMS]})
    wanted = [[TERMS.index(term) for term in find(text)] for text in typed]
    assert found == wanted
