"""What every family needs to become files: safetensors, ONNX, cards, protocols and the record of what was counted."""

import hashlib
import json
import re
import struct
import tempfile
import textwrap
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from torch import nn

HERE = Path(__file__).resolve().parent
OPSET = 17


def published_checkpoint(name, model, inputs, output, *, metadata, card, task, tags=()):
    """Writes model.onnx, metadata.json and README.md; `inputs` are example tensors by name, the first axis of each the batch."""
    folder = HERE / "checkpoints" / name
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    onnx.save(exported(model, inputs, output), str(folder / "model.onnx"))
    write_json(folder / "metadata.json", {**metadata, "framework": f"torch {torch.__version__.split('a')[0]}"})
    front = f"---\nlicense: apache-2.0\nlibrary_name: onnx\npipeline_tag: {task}\ntags: [{', '.join(['zoo', *tags])}]\n---\n\n"
    count = parameter_count(model)
    (folder / "README.md").write_text(f"{front}# {name}\n\n{wrapped(card.replace('@parameters', f'{count:,}'))}\n")
    return {"parameters": count}


def published_dataset(name, tensors, *, license, card, metadata=None, task):
    """Writes <name>.safetensors and its card; answers what protocols say of it."""
    folder = HERE / "datasets" / name
    folder.mkdir(parents=True, exist_ok=True)
    data = safetensors(tensors, {"name": name, "license": license, **(metadata or {})})
    (folder / f"{name}.safetensors").write_bytes(data)
    front = f"---\nlicense: {license.lower()}\ntask_categories: [{task}]\n---\n\n"
    (folder / "README.md").write_text(f"{front}# {name}\n\n{wrapped(card)}\n")
    return {"name": name, "digest": f"sha256:{hashlib.sha256(data).hexdigest()}", "items": len(next(iter(tensors.values())))}


def write_protocol(checkpoint, file, dataset, task, decoding, metric, preprocessing=(), count=None):
    protocol = {
        "task": {"id": task, "version": 1},
        "dataset": {"digest": dataset["digest"], "split": "test", "first": 0, "count": count or dataset["items"]},
        "preprocessing": list(preprocessing),
        "decoding": decoding,
        "metric": {"id": metric, "version": 1},
    }
    write_json(HERE / "checkpoints" / checkpoint / file, protocol)


def image_steps(mean, std, *before):
    """The preprocessing of one-channel images, `before` it what changes their bytes."""
    steps = [{"step": "scale", "divisor": "255"}, {"step": "normalize", "mean": mean, "std": std}]
    return [*before, *steps, {"step": "layout", "order": "NCHW"}]


def preprocessed(images, mean, std):
    """What `image_steps` asks, in float32."""
    scaled = torch.from_numpy(images).to(torch.float32) / 255
    return ((scaled - float(mean)) / float(std)).unsqueeze(1)


def counted(dataset, metric, value=None, probe=None, **counts):
    """An entry of expected.json: the value as decimal text, integer counts, and the first outputs for item 0."""
    entry = {"dataset": dataset["name"], "metric": metric}
    if value is not None:
        entry["value"] = decimal(value)
    if counts:
        entry["counts"] = counts
    if probe is not None:
        entry["probe"] = [decimal(each, 5) for each in np.asarray(probe).reshape(-1)[:6]]
    return entry


def decimal(value, places=6):
    """Decimal text without trailing zeros, as protocols have it."""
    text = f"{float(value):.{places}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def parameter_count(model):
    return sum(parameter.numel() for parameter in model.parameters())


def write_json(path, value):
    """As the project's formatter has it: a list of plain values stands on one line."""
    one_line = lambda found: f"[{' '.join(found[1].split())}]"  # noqa: E731
    path.write_text(re.sub(r"\[\s+([^][{}]*?)\s+]", one_line, json.dumps(value, indent=2)) + "\n")


def wrapped(card):
    """Paragraphs of lines as long as they may be, but for what is indented."""
    fill = lambda part: textwrap.fill(" ".join(part.split()), 120, break_long_words=False, break_on_hyphens=False)  # noqa: E731
    return "\n\n".join(part if part.startswith("    ") else fill(part) for part in card.strip().split("\n\n"))


def safetensors(tensors, metadata):
    """Wide elements first, so that each tensor lies on a multiple of its element's size."""
    header, data = {"__metadata__": metadata}, b""
    for name, values in sorted(tensors.items(), key=lambda item: -item[1].dtype.itemsize):
        dtype = {"uint8": "U8", "int32": "I32", "float32": "F32"}[values.dtype.name]
        header[name] = {"dtype": dtype, "shape": list(values.shape), "data_offsets": [len(data), len(data) + values.nbytes]}
        data += np.ascontiguousarray(values).tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def exported(model, inputs, output):
    # Lengths are constants here, all but the batch; the tracer warns of each.
    warnings.filterwarnings("ignore", category=torch.jit.TracerWarning)
    warnings.filterwarnings("ignore", message="The shape inference of prim::Constant")
    with tempfile.NamedTemporaryFile(suffix=".onnx") as file:
        torch.onnx.export(
            model,
            tuple(inputs.values()),
            file.name,
            opset_version=OPSET,
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes={name: {0: "n"} for name in [*inputs, output]},
            training=torch.onnx.TrainingMode.PRESERVE,
            do_constant_folding=False,
        )
        graph = onnx.load(file.name)
    for node in graph.graph.node:
        node.ClearField("doc_string")
    with torch.no_grad():
        told_shape(graph.graph.output[0], model(*inputs.values()).shape)
    onnx.checker.check_model(graph, full_check=True)
    return graph


def told_shape(output, shape):
    """The exporter leaves lengths that it can't infer unnamed; readers of the model need them."""
    for dim, size in list(zip(output.type.tensor_type.shape.dim, shape))[1:]:
        dim.dim_value = size


class Dense(nn.Module):
    """A linear layer that keeps its weight as [in, out]: the exporter then leaves its name, for lineage to be read by."""

    def __init__(self, wide_in, wide_out, bias=True):
        super().__init__()
        bound = wide_in**-0.5
        self.weight = nn.Parameter(torch.empty(wide_in, wide_out).uniform_(-bound, bound))
        self.bias = nn.Parameter(torch.zeros(wide_out)) if bias else None

    def forward(self, x):
        x = x @ self.weight
        return x if self.bias is None else x + self.bias


def descend(model, steps, loss_of, rate, *, warm=50, decay=0.01):
    """AdamW with a short warm-up and a cosine down to a tenth; answers the mean loss of the last tenth of the steps."""
    optimizer = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay)
    shape = lambda step: min(1, (step + 1) / warm) * (0.55 + 0.45 * np.cos(np.pi * step / steps))  # noqa: E731
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, shape)
    model.train()
    last = []
    for step in range(steps):
        loss = loss_of(step)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        last.append(loss.item())
        if step % 200 == 0:
            print(f"  step {step}: {loss.item():.4f}", flush=True)
    model.eval()
    return float(np.mean(last[-max(1, steps // 10) :]))
