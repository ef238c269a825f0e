"""How a learning rate changes while a network is trained."""

import math


def warm_up_and_cosine(done: float, peak: float, warm_up: float) -> float:
    """Rise in a line from 0 to a peak, then fall along half a cosine to 0.

    After Loshchilov and Hutter (2017), "SGDR: Stochastic Gradient Descent with Warm Restarts", without the
    restarts.

    Parameters
    ----------
    done : float
        Share of all steps that is behind us, 0–1.
    peak : float
        The largest rate.
    warm_up : float
        Share of all steps in which the rate rises; 0 ≤ warm_up < 1.

    Examples
    --------
    >>> [round(warm_up_and_cosine(done, 8.0, 0.5), 3) for done in (0, 0.25, 0.5, 0.75, 1)]
    [0.0, 4.0, 8.0, 4.0, 0.0]
    """
    if done < warm_up:
        return peak * done / warm_up
    return peak * 0.5 * (1 + math.cos(math.pi * (done - warm_up) / (1 - warm_up)))
