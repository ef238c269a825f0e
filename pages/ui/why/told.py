"""What the page tells lessons of covers, and of the score that is traced back."""

from __future__ import annotations

from cnnviz.models.model import Prediction
from pages.ui.classifier.told import best_of
from pages.ui.session.told import tell
from pages.ui.why.case import Case
from pages.ui.why.trace import Trace


def tell_score(found: Trace) -> None:
    """Tell of the class's score, and what each of the last maps adds to it."""
    evidence = found.evidence
    tell(
        answer={"name": found.case.name, "logit": round(evidence.logit, 4), "bias": round(evidence.bias, 4)},
        maps={"parts": evidence.of_maps.round(4), "most": found.most, "followed": found.unit},
    )


def tell_cover(case: Case, after: Prediction) -> None:
    """Tell what the network says of the covered picture."""
    own = round(100 * float(after.probabilities[case.label]), 1)
    tell(covered={**best_of(after.probabilities, case.model.labels), "own": own})
