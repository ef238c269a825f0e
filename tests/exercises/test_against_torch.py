"""What PyTorch makes of the numbers that exercises show is their key."""

import numpy as np
import pytest

from cnnviz.exercises import exercises, pose

torch = pytest.importorskip("torch")
F = torch.nn.functional


def maps(values):
    return torch.tensor(np.asarray(values), dtype=torch.float64)[None, None]


def conv(numbers, **options):
    return F.conv2d(maps(numbers["I"]), maps(numbers["k"]), **options)[0, 0]


def slopes(numbers):
    """The slopes of half the squared error of the largest output, after ReLU."""
    weight = maps(numbers["w"]).requires_grad_()
    prediction = F.relu(F.conv2d(maps(numbers["x"]), weight)).max()
    ((prediction - numbers["t"]) ** 2 / 2).backward()
    return weight.grad[0, 0]


def input_slopes(numbers):
    given = np.array(numbers["g"])
    weight = maps(numbers["w"])
    shape = np.array(given.shape) + np.array(weight.shape[2:]) - 1
    values = torch.zeros((1, 1, *shape), dtype=torch.float64, requires_grad=True)
    F.conv2d(values, weight).backward(maps(given))
    return values.grad[0, 0]


def weight_slopes(numbers):
    given = maps(numbers["g"])
    shape = np.array(numbers["x"].shape) - np.array(given.shape[2:]) + 1
    weight = torch.zeros((1, 1, *shape), dtype=torch.float64, requires_grad=True)
    F.conv2d(maps(numbers["x"]), weight).backward(given)
    return weight.grad[0, 0]


def pool_slopes(numbers):
    values = maps(numbers["x"]).requires_grad_()
    F.max_pool2d(values, 2).backward(maps(numbers["g"]))
    return values.grad[0, 0]


def parameters(*layers):
    return [sum(one.numel() for one in layer.parameters()) for layer in layers]


def lenet(numbers):
    first, second, units = numbers["k1"], numbers["k2"], numbers["u"]
    convolution, linear = torch.nn.Conv2d, torch.nn.Linear
    return parameters(
        convolution(1, first, 5), convolution(first, second, 5), linear(25 * second, units), linear(units, 10)
    )


def size(layer, rows):
    return layer(torch.zeros(1, 1, rows, rows)).shape[-1]


def normed(numbers):
    layer = torch.nn.BatchNorm1d(1, eps=0).double().eval()
    layer.running_mean.fill_(numbers["m"])
    layer.running_var.fill_(numbers["v"])
    layer.weight.data.fill_(numbers["g"])
    layer.bias.data.fill_(numbers["b"])
    return layer(torch.tensor([[float(numbers["x"])]], dtype=torch.float64)).detach()


#: What PyTorch makes of the names of a draw, by exercise.
TORCH = {
    "conv-grid": conv,
    "conv-strided": lambda n: conv(n, stride=n["s"]),
    "conv-padded": lambda n: conv(n, padding=1),
    "conv-dilated": lambda n: conv(n, dilation=n["d"]),
    "max-pool": lambda n: F.max_pool2d(maps(n["m"]), n["w"])[0, 0],
    "average-pool": lambda n: F.avg_pool2d(maps(n["m"]), 2)[0, 0],
    "overlapping-pool": lambda n: F.max_pool2d(maps(n["m"]), n["w"], n["s"])[0, 0],
    "conv-relu-pool": lambda n: F.max_pool2d(F.relu(conv(n))[None, None], 2)[0, 0],
    "transposed-map": lambda n: F.conv_transpose2d(maps(n["x"]), maps(n["k"]), stride=n["s"])[0, 0],
    "weight-gradient": slopes,
    "input-gradient": input_slopes,
    "weight-gradient-of-all": weight_slopes,
    "through-a-pool": pool_slopes,
    "parameters": lambda n: parameters(torch.nn.Conv2d(n["c"], n["k"], n["f"])),
    "dense-parameters": lambda n: parameters(torch.nn.Linear(n["h"] * n["w"], n["u"])),
    "lenet-like": lenet,
    "output-size": lambda n: size(torch.nn.Conv2d(1, 1, n["f"], n["s"], n["p"]), n["n"]),
    "dilated-size": lambda n: size(torch.nn.Conv2d(1, 1, n["f"], n["s"], n["p"], n["d"]), n["n"]),
    "transposed-size": lambda n: size(torch.nn.ConvTranspose2d(1, 1, n["f"], n["s"], n["p"]), n["n"]),
    "output-padding": lambda n: n["n"] - size(torch.nn.ConvTranspose2d(1, 1, n["f"], n["s"], n["p"]), n["m"]),
    "softmax-shares": lambda n: F.softmax(torch.tensor(n["z"], dtype=torch.float64), 0),
    "cross-entropy": lambda n: F.nll_loss(torch.log(torch.tensor([[n["p"]]])), torch.tensor([0])),
    "batch-norm-test": normed,
}


@pytest.mark.parametrize("name", TORCH)
def test_the_key_is_what_pytorch_computes(name):
    exercise = exercises()[name]
    for level in exercise.item.levels_offered():
        for seed in range(5):
            problem = pose(exercise, level, seed)
            made = TORCH[name](problem.draw.names)
            np.testing.assert_allclose(np.ravel(problem.posed.key), np.ravel(made), rtol=1e-6, atol=1e-9)
