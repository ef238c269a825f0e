"""What Python says of one output, from its trace, by the names that explain.js has for it."""

import numpy as np

from cnnviz.network.evidence import Evidence
from cnnviz.network.explain import FlattenTrace
from cnnviz.numbers import format_number
from cnnviz.operators import ActivationTrace, ConvTrace, PoolTrace, SoftmaxTrace


def facts(trace):
    """What a trace says; `lines` are the numbers of the box with the sum, for the last channel."""
    said = {"sentence": trace.sentence()}
    match trace:
        case ConvTrace():
            said |= {name: getattr(trace, name) for name in ("window", "rows", "columns", "channels")}
            said |= {"outside": trace.padded, **_of_products(trace, trace.channel_sums, trace.total)}
        case Evidence():
            said |= {"window": trace.activations, **_of_products(trace, trace.of_maps, trace.logit)}
        case PoolTrace():
            said |= _of_a_pool(trace)
        case ActivationTrace(name, before, after, slope):
            said |= {"window": [[[before]]], "lines": [after], "name": name, "slope": slope}
        case FlattenTrace(_, row, column, _, index, value):
            said |= {"window": [[[value]]], "lines": [value], "index": index}
            said |= {"rows": [row], "columns": [column]}
        case SoftmaxTrace(scores, at, _, powers, total, value):
            said |= {"window": [scores[:, None]], "products": [powers[:, None]], "divisor": total}
            said |= {"lines": [powers[at], total, value]}
        case _:
            raise TypeError(f"nothing is known of a {type(trace).__name__}; add a case for it to facts()")
    return said


def combined_facts(spec, traces, total):
    """What the traces of several kernels at one position say together; Python has no sentence for that."""
    each = [facts(trace) for trace in traces]
    said = {name: [one[name][0] for one in each] for name in ("window", "weights", "products", "partial")}
    result = spec.codes[int(total)] if spec.codes else format_number(total)
    words = [*(format_number(part) for part in said["partial"]), result]
    said |= {"winners": _strongest(said["partial"]) if spec.key.startswith("kirsch") else []}
    return said | {"bias": 0, "names": spec.names, "lines": said["partial"][-1:], "words": words}


def scaled_facts(said, total, scaled):
    """What is said of a sum that is multiplied and added to; Python has no sentence for that."""
    kept = {name: value for name, value in said.items() if name != "sentence"}
    words = [format_number(total), format_number(scaled)]
    return kept | {"sum": total, "lines": [total, scaled], "words": words}


def _strongest(responses):
    """The indices of the largest, of equals all."""
    singles = np.array(responses, np.float32)
    return np.flatnonzero(singles == singles.max())


def _of_products(trace, sums, total):
    bias = [trace.bias] * bool(trace.bias)
    lines = [*([sums[-1], sums.sum()] if len(sums) > 1 else sums[: len(bias)]), *bias, total]
    said = {name: getattr(trace, name) for name in ("weights", "products", "bias")}
    return said | {"partial": sums, "lines": lines}


def _of_a_pool(trace):
    rows, columns = trace.rows.tolist(), trace.columns.tolist()
    divided = [trace.window[trace.valid].sum(dtype=np.float64), trace.divisor] if trace.divisor else []
    return {
        "window": [trace.window],
        "rows": rows,
        "columns": columns,
        "outside": ~trace.valid,
        "chosen": [[rows.index(row), columns.index(column)] for row, column in trace.chosen],
        "divisor": trace.divisor,
        "lines": [*divided, trace.value],
    }
