"""A saved page judges and colours as Python does."""

import json
from base64 import b64encode

import numpy as np
import pytest

from cnnviz import images, operators
from cnnviz.errors import CnnvizError
from cnnviz.filtering import Scaling
from cnnviz.predict import check_size, check_value, neighbours_of
from cnnviz.predict.reading import read_number
from cnnviz.predict.scaled_slips import check_scaled, scaled_question
from cnnviz.predict.sheet import size_sheet, value_sheet
from cnnviz.predict.sizes import size_answers
from cnnviz.predict.values import question_of
from cnnviz.predict.verdict import judge
from tests.pages.test_saved_pages import (
    Kept,
    infinite_pool,
    own_picture,
    pooling_saving,
    sample_picture,
    saving,
)

VALUES = """async ({ sheet, at, typed }) => {
  const { judgeValue } = await import("/assets/components/saved/judge.js");
  return typed.map((one) => judgeValue(one, sheet, at, () => null));
}"""
SIZES = """async ({ sheet, typed }) => {
  const { judgeSize } = await import("/assets/components/saved/judge.js");
  return typed.map((one) => judgeSize(one, sheet));
}"""
GUESSES = """async ({ head, parts, guesses }) => {
  const { newSavedStore } = await import("/assets/components/saved/saved_store.js");
  const { unpack } = await import("/assets/components/payload.js");
  const read = async (text) => {
    const { header, blocks } = await unpack(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
    return { ...header, ...blocks };
  };
  const given = {};
  for (const [name, text] of Object.entries(parts)) given[name] = await read(text);
  const store = newSavedStore(head, given);
  store.predict(true);
  return guesses.map(([typed, at]) => {
    store.change({ guess: { kind: "value", typed, at } });
    return store.options.verdicts.value.sentence;
  });
}"""
INDEX = """async ({ source, windows, result }) => {
  const { derivedIndex, wovenPixels } = await import("/assets/components/saved/derived.js");
  const { unpack } = await import("/assets/components/payload.js");
  const read = async (text) => {
    const { header, blocks } = await unpack(Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0)).buffer);
    return { ...header, ...blocks };
  };
  const parts = { source: await read(source), windows: await read(windows), result: await read(result) };
  return [Array.from(derivedIndex(parts)), parts.source.woven ? Array.from(wovenPixels(parts.source)) : null];
}"""
INEXACT = {"gaussian", "gabor", "sobel_magnitude"}
IMAGE = images.load_sample("counting-6").astype(np.float64)
KERNEL = np.array([[0.1, 0.25, -1], [1 / 3, 2, 0], [0, -0.5, 1]])
AT = (1, 1)
SPELLINGS = ["{0:.4g}", "{0:.2g}", "{0:.1g}", "{0}", " {0:.6f} ", "{0:.3e}", "−{0:.3f}"]
OTHERS = [
    "1/9",
    "3·2 − 1",
    "12 345",
    "12,345",
    "1.234,5",
    "55 %",
    "∞",
    "-∞",
    "½",
    "0",
    "255",
    "1e3",
    "٣",
    "5 %%",
    "3·3·512·512",
    "1e7",
    "1e400",
    "1e-50",
    "1e-400",
    "1/1e400",
    "1e300·1e300",
    "1 2",
    "9" * 41,
    "constructor",
]


def typed_for(question):
    """What somebody may type: the truth and each slip's number in several ways, and what is none of these."""
    numbers = [question.truth, question.truth * 1.04, *(slip.value for slip in question.possible)]
    written = [way.format(number).replace("-", "−") for number in numbers for way in SPELLINGS]
    return [*written, *OTHERS, "", "something", "1/0"]


def said(check, typed):
    """What Python says: right or not, the sentence and the place; None where it cannot be read."""
    try:
        verdict = check(typed)
    except CnnvizError:
        return None
    place = verdict.where
    where = place and {
        "what": place.what,
        "at": [*map(list, place.at)],
        "axis": place.axis,
        "channel": place.channel,
    }
    return {"right": verdict.right, "sentence": verdict.sentence, "where": where}


def cases():
    output = operators.conv2d(IMAGE, KERNEL, padding=1)
    for at in (AT, (0, 0)):
        trace = operators.conv2d_trace(IMAGE, KERNEL, padding=1, at=at, output=output)
        beside = neighbours_of(output, at)
        yield question_of(trace, beside), lambda typed, t=trace, n=beside: check_value(typed, t, neighbours=n)
        scaling = Scaling(-0.125, 128)
        yield scaled_question(trace, scaling), lambda typed, t=trace, s=scaling: check_scaled(typed, t, s)
    pooled = operators.pool_trace("average", IMAGE, 2, at=AT)
    yield question_of(pooled, {}), lambda typed: check_value(typed, pooled)


@pytest.mark.parametrize(("question", "check"), [*cases()])
def test_a_number_is_judged_as_python_does(calculator, question, check):
    typed = typed_for(question)
    sheet = {**json.loads(json.dumps(value_sheet({(0, *AT): question}))), "hints": ["", ""]}
    found = calculator.evaluate(VALUES, {"sheet": sheet, "at": [0, *AT], "typed": typed})
    for one, verdict in zip(typed, found, strict=True):
        wanted = said(check, one)
        if wanted is None:
            assert verdict["right"] is False, one
            assert "can’t be used" in verdict["sentence"], one
        else:
            assert verdict == wanted, one


def sentences(calculator, one, guesses):
    """What a saved page and Python say of guesses (typed, at) that are far from the output looked at."""
    kept, task = Kept(one.html()), one.lesson.task()
    known = kept.head["predicting"]["values"]["cells"]
    assert not {" ".join(map(str, at)) for _, at in guesses} & known.keys()
    texts = {name: b64encode(kept.blocks[name]).decode() for name in ("source", "windows", "result")}
    found = calculator.evaluate(GUESSES, {"head": kept.head, "parts": texts, "guesses": guesses})
    return found, [task.value(typed, at).sentence for typed, at in guesses]


@pytest.mark.parametrize("kernel", ["sobel", "gaussian"])
def test_the_hint_of_an_output_far_away_is_of_its_own_window(calculator, kernel):
    one = saving(sample_picture("camera"), kernel, pad="same", stride=1)
    places = [(0, 300, 200), (0, 511, 511), (0, 510, 300), (0, 200, 0)]
    found, wanted = sentences(calculator, one, [("99999", at) for at in places])
    assert found == wanted
    assert ["outside the image" in sentence for sentence in found] == [
        False,
        True,
        kernel == "gaussian",
        True,
    ]


def test_the_hint_of_a_pool_far_away_counts_its_own_window(calculator):
    one = pooling_saving(sample_picture("camera"), "max", window=3, step=2, border_pixels=1)
    places = [(0, 200, 100), (0, 200, 0), (0, 0, 200)]
    found, wanted = sentences(calculator, one, [("99999", at) for at in places])
    assert found == wanted
    assert ["9 values" in sentence for sentence in found] == [True, False, False]


@pytest.mark.parametrize("pool", ["sum", "lp", "average", "max"])
def test_an_output_far_away_may_be_worked_out_from_its_numbers_as_they_are_printed(calculator, pool):
    grains = np.random.default_rng(0).uniform(100, 255, (64, 64)).astype(np.float32)
    one = pooling_saving(own_picture("upload", "grains.png", grains, grains.shape), pool, window=3, step=1)
    places, typed = [(0, 50, 40 + step) for step in range(12)], []
    for at in places:
        question = one.lesson.task().question(at)
        edge = question.truth + 0.9 * question.slack
        typed += [f"{edge:.9g}", f"{question.truth + 1.5 * question.slack:.9g}"]
    guesses = [*zip(typed, [at for at in places for _ in range(2)], strict=True)]
    found, wanted = sentences(calculator, one, guesses)
    assert [one.startswith("Right") for one in found] == [one.startswith("Right") for one in wanted]
    assert [one.startswith("Right") for one in wanted[::2]] == [True] * len(places)


def test_an_output_that_is_infinite_is_judged_as_python_does(calculator):
    one = infinite_pool()
    sheet = Kept(one.html()).head["predicting"]["values"]
    for at in np.ndindex(1, *one.lesson.pooled.shape):
        question = one.lesson.task().question(at)
        typed = [*OTHERS, "5", "−∞"]
        found = calculator.evaluate(VALUES, {"sheet": sheet, "at": at, "typed": typed})
        for text, verdict in zip(typed, found, strict=True):
            wanted = said(lambda one, question=question: judge(read_number(one), question), text)
            assert verdict == wanted if wanted else not verdict["right"], text


def until_hint(verdict):
    """A verdict without its hint, which a saved page has for one axis only."""
    return {**verdict, "sentence": verdict["sentence"].split(" Work out ")[0]}


@pytest.mark.parametrize(
    "how", [((6, 6), (3, 3)), ((7, 9), (3, 2), (2, 1), 1), ((9, 8), (3, 3), 2, ((1, 0), (2, 1)), 2)], ids=str
)
def test_a_size_is_judged_as_python_does(calculator, how):
    answers, asked = size_answers(*how)
    sides = [" × ".join(f"{float(side):g}" for side in answer) for answer in answers]
    typed = [*sides, "4", "4x4", "(3, 4)", "[2;2]", "3 by 5", "5 7", "2*3", "4.5 × 3", "9/2 x 2"]
    sheet = json.loads(json.dumps(size_sheet(answers, asked)))
    found = calculator.evaluate(SIZES, {"sheet": sheet, "typed": [*typed, "", "large", "1 × 2 × 3"]})
    for one, verdict in zip(typed, found, strict=False):
        assert until_hint(verdict) == until_hint(said(lambda text: check_size(text, *how), one)), one
    assert all("not a size" in verdict["sentence"] for verdict in found[len(typed) :])


@pytest.mark.parametrize(
    "kernel", ["sobel", "sharpen", "gaussian", "gabor", "sobel_magnitude", "kirsch_maximum"]
)
@pytest.mark.parametrize("scale", ["auto", "absolute", "clipped", "minmax", "raw"])
def test_colours_that_are_not_sent_are_those_of_python(calculator, kernel, scale):
    one = saving(sample_picture("grass"), kernel, scale=scale, stride=1, pad="same")
    check_colours(calculator, one, is_exact=kernel not in INEXACT)


def test_colours_of_a_picture_in_colours_are_those_of_python(calculator):
    picture = sample_picture("coffee")
    small = own_picture("upload", "", images.fit(picture.array, 180), (180, 180))
    made = check_colours(calculator, saving(small, "emboss", colour=True, border="mirror", pad="same"))
    np.testing.assert_array_equal(np.reshape(made, (-1, 3)).T.ravel(), small.array.ravel())


def check_colours(calculator, one, *, is_exact=True):
    """Hold what the browser derives against Python's; gives the pixels that it wove, if it did.

    Sums that are not exact may round to the next colour here and there: processors add up differently.
    """
    kept = Kept(one.html())
    assert "index" not in kept.part("result").blocks
    texts = {name: b64encode(kept.blocks[name]).decode() for name in ("source", "windows", "result")}
    index, woven = calculator.evaluate(INDEX, texts)
    wanted = np.stack([shade.index for shade in one.lesson.shades]).astype(int)
    off = np.abs(np.reshape(index, wanted.shape) - wanted)
    if is_exact:
        assert not off.any()
    assert off.max() <= 1
    assert np.count_nonzero(off) <= off.size / 1000
    return woven
