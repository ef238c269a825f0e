import contextlib
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnnviz import kernels
from cnnviz.errors import KernelError
from cnnviz.kernels import CATALOGUE, GROUPS, CombinedSpec, KernelSpec
from cnnviz.kernels.combinations import COMBINATIONS

specs = pytest.mark.parametrize("spec", CATALOGUE.values(), ids=CATALOGUE.keys())
parameters = [(spec, parameter) for spec in CATALOGUE.values() for parameter in spec.parameters]


def extremes(parameter):
    if parameter.choices is not None:
        return parameter.choices
    return (
        (parameter.default,)
        if isinstance(parameter.default, str)
        else (parameter.low, parameter.default, parameter.high)
    )


@specs
def test_every_kernel_builds_at_every_extreme_of_its_parameters(spec):
    for values in itertools.product(*(extremes(parameter) for parameter in spec.parameters)):
        kernel = spec.build(**{p.name: value for p, value in zip(spec.parameters, values, strict=True)})
        assert kernel.dtype == np.float32
        assert kernel.ndim == (3 if isinstance(spec, CombinedSpec) else 2)
        assert np.isfinite(kernel).all()


@specs
def test_what_is_not_given_has_its_default(spec):
    defaults = {parameter.name: parameter.default for parameter in spec.parameters}
    np.testing.assert_array_equal(spec.build(), spec.build(**defaults))


@specs
def test_every_kernel_has_a_title_a_known_group_and_one_or_two_sentences(spec):
    assert spec.title
    assert spec.group in GROUPS
    assert spec.summary.endswith(".")
    assert 1 <= spec.summary.count(". ") + 1 <= 2


def test_groups_come_in_a_learner_s_order_without_coming_back():
    assert [group for group, _ in itertools.groupby(spec.group for spec in CATALOGUE.values())] == list(
        GROUPS
    )


BUILDERS = [
    name
    for name in kernels.__all__
    if getattr(getattr(kernels, name), "__module__", "").split(".")[-1]
    in ("compass", "edges", "gabor", "laplacian", "smoothing")
]


@pytest.mark.parametrize("name", BUILDERS)
def test_C2_every_kernel_that_can_be_built_is_on_offer_under_its_name(name):
    spec = CATALOGUE[name]
    defaults = {parameter.name: parameter.default for parameter in spec.parameters}
    np.testing.assert_array_equal(spec.build(), getattr(kernels, name)(**defaults))


def allowed(parameter, value):
    if parameter.choices is not None:
        return value in parameter.choices
    if isinstance(parameter.default, str):
        return isinstance(value, str)
    return type(value) is type(parameter.default) and parameter.low <= value <= parameter.high


@pytest.mark.parametrize(
    ("spec", "parameter"), parameters, ids=lambda item: getattr(item, "key", None) or item.name
)
@pytest.mark.parametrize("value", ["", "nan", "x", None, float("nan"), float("inf"), -1e99, 1e99, [], True])
def test_no_value_from_an_address_gets_past_a_parameter(spec, parameter, value):
    with contextlib.suppress(KernelError):
        assert allowed(parameter, parameter.check(value))


@settings(max_examples=60)
@given(st.floats(), st.text(max_size=10))
def test_a_size_is_a_whole_number_in_range_or_refused(number, text):
    size = CATALOGUE["gaussian"].parameters[0]
    for value in (number, text):
        with contextlib.suppress(KernelError):
            assert allowed(size, size.check(value))


@pytest.mark.parametrize(
    ("key", "values", "sentence"),
    [
        ("box", {"size": 32}, "Size 32 is out of range; use 1 to 31"),
        ("box", {"size": 2.5}, "Size 2.5 is not a whole number; use 1 to 31"),
        ("box", {"size": "many"}, "Size 'many' is not a number; use 1 to 31"),
        (
            "gaussian",
            {"sigma": float("nan")},
            "Width of the bell curve σ 'nan' is not a number; use 0.3 to 10",
        ),
        (
            "kirsch",
            {"direction": "up"},
            "Brighter side 'up' is not known; choose one of N, NE, E, SE, S, SW, W, NW",
        ),
        ("sobel", {"size": 3}, "this kernel has no parameter 'size'; it has edges"),
        ("emboss", {"depth": 3}, "this kernel has no parameter 'depth'; it has none"),
    ],
)
def test_a_value_that_cannot_be_used_gets_a_sentence(key, values, sentence):
    with pytest.raises(KernelError) as error:
        CATALOGUE[key].build(**values)
    assert str(error.value) == sentence


def test_numbers_and_choices_may_come_as_an_address_writes_them():
    np.testing.assert_array_equal(CATALOGUE["box"].build(size="4"), kernels.box(4))
    np.testing.assert_array_equal(CATALOGUE["laplacian"].build(neighbours="8"), kernels.laplacian(8))


def test_C1_the_own_kernel_starts_as_the_x_detector():
    assert CATALOGUE["custom"].build().tolist() == [[1, 0, 1], [0, 1, 0], [1, 0, 1]]


def responses(spec, picture, answer):
    return np.stack([answer(picture, kernel) for kernel in spec.build()])


def test_combined_maps_are_what_their_names_say(answer, noise):
    sobel = responses(CATALOGUE["sobel_magnitude"], noise, answer)
    np.testing.assert_allclose(CATALOGUE["sobel_magnitude"].combine(sobel), np.hypot(*sobel), rtol=1e-5)
    np.testing.assert_allclose(
        CATALOGUE["sobel_direction"].combine(sobel), np.degrees(np.arctan2(sobel[1], sobel[0])), atol=1e-3
    )
    compass = responses(CATALOGUE["kirsch_maximum"], noise, answer).astype(np.float32)
    np.testing.assert_array_equal(CATALOGUE["kirsch_maximum"].combine(compass), compass.max(axis=0))
    ties = (compass == compass.max(axis=0)).sum(axis=0) > 1
    won = np.where(ties, len(compass), compass.argmax(axis=0))
    np.testing.assert_array_equal(CATALOGUE["kirsch_winner"].combine(compass), won)


BLIND = ("sobel", "prewitt", "scharr", "kirsch", "laplacian", "laplacian_of_gaussian")


@pytest.mark.parametrize(
    "spec", [*(CATALOGUE[key] for key in BLIND), *COMBINATIONS], ids=lambda spec: spec.key
)
def test_each_zero_sum_kernel_is_blind_to_a_constant_image(spec, answer):
    built = spec.build()
    for kernel in built if isinstance(spec, CombinedSpec) else [built]:
        assert np.abs(answer(np.full((20, 20), 255.0), kernel)).max() < 1e-3


@specs
def test_only_the_kernels_of_one_map_are_single(spec):
    assert isinstance(spec, KernelSpec) != (spec in COMBINATIONS)
    if isinstance(spec, CombinedSpec):
        assert len(spec.names) == len(spec.build())
