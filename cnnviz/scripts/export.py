"""The script that writes a PyTorch network as a file that can be loaded here."""

from __future__ import annotations

from typing import Final

#: What the script writes.
YOURS_FILE: Final = "cnnviz-yours.npz"
#: What it is called.
EXPORT_FILE: Final = "export.py"
_IMPORTS: Final = "import json\n\nimport numpy as np\nimport torch\nfrom torch import nn"
#: Where a learner's own network stands in it.
_NETWORK: Final = """\
network = nn.Sequential(  # yours, trained; layers of a module of your own must be in the order of their use
    nn.Conv2d(3, 8, 3, padding=1),
    nn.ReLU(),
    nn.AdaptiveAvgPool2d(8),
    nn.Flatten(),
    nn.Linear(8 * 8 * 8, 10),
)
example = torch.rand(1, 3, 32, 32)  # one input, of the size of yours"""
_EXPORT: Final = f"""\
modules = network.cpu().eval().named_modules(remove_duplicate=False)
layers = [layer for _, layer in modules if not list(layer.children())]
arrays = {{}}
for at, layer in enumerate(layers):
    for name, tensor in layer.state_dict().items():
        if tensor.is_floating_point():  # else it only counts batches
            arrays[f"{{at}}.{{name}}"] = tensor.float().numpy()

described = [
    [type(layer).__name__, {{name: getattr(layer, name) for name in getattr(layer, "__constants__", [])}}]
    for layer in layers
]
with torch.no_grad():
    scores = network(example)
    try:
        is_same = torch.allclose(scores, nn.Sequential(*layers)(example), rtol=1e-4, atol=1e-5)
    except Exception:  # in this order the layers do not fit each other
        is_same = False
if not is_same:
    raise SystemExit(
        "The network does more than its layers, one after the other; write it as nn.Sequential, "
        "with nn.Flatten() where it says x.view or flatten, and nn.ReLU() for relu(x)."
    )

text = np.frombuffer(json.dumps(described, default=str).encode(), np.uint8)
arrays |= {{"torch": text, "example": example.numpy(), "scores": scores.numpy()}}
np.savez_compressed("{YOURS_FILE}", **arrays)
print("Saved", len(layers), "layers as {YOURS_FILE}")"""


def export_script(network: str = _NETWORK) -> str:
    """Write the script; without arguments for a network that is only an example.

    Parameters
    ----------
    network : str
        Lines that leave a trained ``network`` and one input of it, ``example``.
    """
    return "\n\n".join((_IMPORTS, network, _EXPORT)) + "\n"
