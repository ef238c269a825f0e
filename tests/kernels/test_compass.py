import numpy as np
import pytest

from cnnviz.errors import KernelError
from cnnviz.kernels import DIRECTIONS, kirsch


def ring(kernel):
    return [
        float(kernel[index]) for index in ((0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0))
    ]


def test_kirsch_directions_are_rotations_by_45_degrees():
    for before, after in zip(DIRECTIONS, (*DIRECTIONS[1:], DIRECTIONS[0]), strict=True):
        assert ring(kirsch(after)) == ring(kirsch(before))[-1:] + ring(kirsch(before))[:-1]


def test_two_turns_by_45_degrees_are_a_quarter_turn_clockwise():
    for index, direction in enumerate(DIRECTIONS):
        quarter = DIRECTIONS[(index + 2) % 8]
        np.testing.assert_array_equal(kirsch(quarter), np.rot90(kirsch(direction), k=-1))


SIDES = {
    "N": (0, 1),
    "NE": (0, 2),
    "E": (1, 2),
    "SE": (2, 2),
    "S": (2, 1),
    "SW": (2, 0),
    "W": (1, 0),
    "NW": (0, 0),
}


@pytest.mark.parametrize(("direction", "side"), SIDES.items())
def test_the_three_fives_stand_on_the_side_named(direction, side):
    kernel = kirsch(direction)
    assert kernel[side] == 5
    assert (kernel == 5).sum() == 3
    assert (kernel == -3).sum() == 5
    assert kernel[1, 1] == 0


def test_a_picture_brighter_at_the_top_answers_most_to_north(answer):
    step = np.repeat([[255.0], [255.0], [0.0], [0.0]], 3, axis=1)
    responses = {direction: answer(step, kirsch(direction))[1, 0] for direction in DIRECTIONS}
    assert max(responses, key=responses.get) == "N"


def test_the_compass_is_blind_to_a_flat_picture(answer):
    for direction in DIRECTIONS:
        assert (answer(np.full((4, 4), 77.0), kirsch(direction)) == 0).all()


def test_the_eight_kernels_cancel_so_their_maximum_is_never_negative():
    assert (sum(kirsch(direction) for direction in DIRECTIONS) == 0).all()


def test_an_unknown_direction_is_refused():
    with pytest.raises(KernelError, match="choose one of N, NE"):
        kirsch("up")
