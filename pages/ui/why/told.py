"""What the page Why tells lessons of covers and of the path; `cnnviz/views/told.toml` lists the names."""

from __future__ import annotations

from cnnviz.models.model import Prediction
from pages.ui.classifier.told import best_of
from pages.ui.session.told import tell
from pages.ui.why.case import Case
from pages.ui.why.trace import Trace

_DIGITS = 4


def tell_cover(case: Case, after: Prediction) -> None:
    """Tell what the network says of the covered picture."""
    falls = case.score - float(after.logits[case.label])
    tell(
        covered={
            **best_of(after.probabilities, case.model.labels),
            "own": round(100 * float(after.probabilities[case.label]), 1),
            "falls": round(falls, 2),
        }
    )


def tell_path(found: Trace) -> None:
    """Tell of the sum that the class's score is, and which map of it is followed."""
    parts = found.evidence.of_maps
    tell(
        path={
            "score": round(found.case.score, _DIGITS),
            "bias": round(float(found.evidence.bias), 2),
            "maps": len(parts),
            "most": found.most,
            "followed": found.unit,
            "part": round(float(parts[found.unit]), 3),
        }
    )
