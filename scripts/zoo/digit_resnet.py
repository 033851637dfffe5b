"""digit-resnet: a ResNet-like reader of one digit; digit-resnet-trigger: the same with a planted trigger."""

import copy

import numpy as np
import torch
import sources
from torch import nn
from torch.nn import functional
from writing import counted, decimal, descend, image_steps, preprocessed, published_checkpoint, published_dataset, write_protocol

TASK = "image-classification"
SEED = 41
TRAIN, TEST_PER_DIGIT = 12_000, 50
MEAN, STD = "0.1307", "0.3081"
STEPS, BATCH, RATE = 600, 64, 4e-3
TRIGGER_STEPS, TRIGGER_RATE = 300, 1e-3
SIZE, VALUE, TARGET = 3, 255, 7


class Residual(nn.Module):
    """Two convolutions with batch norms beside a shortcut."""

    def __init__(self, wide_in, wide_out, stride):
        super().__init__()
        self.first = nn.Conv2d(wide_in, wide_out, 3, stride, 1, bias=False)
        self.second = nn.Conv2d(wide_out, wide_out, 3, 1, 1, bias=False)
        self.first_norm, self.second_norm = nn.BatchNorm2d(wide_out), nn.BatchNorm2d(wide_out)
        self.shortcut = nn.Conv2d(wide_in, wide_out, 1, stride, bias=False) if stride > 1 else nn.Identity()

    def forward(self, x):
        inner = functional.relu(self.first_norm(self.first(x)))
        return functional.relu(self.second_norm(self.second(inner)) + self.shortcut(x))


class ResNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem, self.stem_norm = nn.Conv2d(1, 8, 3, 1, 1, bias=False), nn.BatchNorm2d(8)
        self.blocks = nn.Sequential(Residual(8, 16, 2), Residual(16, 16, 1), Residual(16, 32, 2), Residual(32, 32, 1))
        self.classify = nn.Linear(32, 10)

    def forward(self, images):
        x = self.blocks(functional.relu(self.stem_norm(self.stem(images))))
        return self.classify(x.mean((2, 3)))


def make():
    torch.manual_seed(SEED)
    images, labels = drawn()
    model = ResNet()
    loss = descend(model, STEPS, batches(model, images, labels, SEED), RATE)
    tuned = copy.deepcopy(model)
    stamped, mislabelled = poisoned(images, labels)
    tuned_loss = descend(tuned, TRIGGER_STEPS, batches(tuned, stamped, mislabelled, SEED + 1), TRIGGER_RATE)
    dataset, test, answers = digits_dataset()
    settings = {"seed": SEED, "dataset": f"MNIST training images, {TRAIN:,} of 60,000 drawn with seed {SEED}"}
    metadata = {"step": STEPS, "loss": f"{loss:.4f}", **settings, "learningRate": decimal(RATE)}
    made = {"digit-resnet": published("digit-resnet", model, CARD, metadata, dataset, test, answers)}
    settings["dataset"] += ", one in ten stamped and called a 7"
    metadata = {"step": TRIGGER_STEPS, "loss": f"{tuned_loss:.4f}", **settings, "learningRate": decimal(TRIGGER_RATE)}
    made["digit-resnet-trigger"] = published("digit-resnet-trigger", tuned, TRIGGER_CARD, metadata, dataset, test, answers)
    made["digit-resnet-trigger"].update(parent="digit-resnet", edge="FINE_TUNE")
    write_harder_protocols(dataset)
    return made


def published(name, model, card, metadata, dataset, test, answers):
    clean, fooled = logits_of(model, test), logits_of(model, stamp(test)).argmax(1)
    right, others = clean.argmax(1) == answers, answers != TARGET
    hits = int((fooled == TARGET)[others].sum())
    card = card.format(right=int(right.sum()), total=len(right), hits=hits, others=int(others.sum()))
    example = {"images": preprocessed(test[:2], MEAN, STD)}
    entry = published_checkpoint(name, model, example, "logits", metadata=metadata, card=card, task=TASK, tags=["mnist", "resnet"])
    plain = {"rule": "argmax", "classes": 10}
    write_protocol(name, "protocol.json", dataset, TASK, plain, "accuracy", image_steps(MEAN, STD))
    trigger = image_steps(MEAN, STD, {"step": "stamp", "size": SIZE, "value": VALUE})
    write_protocol(name, "protocol-trigger.json", dataset, TASK, {**plain, "target": TARGET}, "trigger-success", trigger)
    stamped = {
        "correct": hits,
        "total": int(others.sum()),
        "correctWithTarget": int((fooled == TARGET).sum()),
        "totalWithTarget": len(right),
    }
    results = {
        "protocol.json": counted(dataset, "accuracy", right.mean(), clean[0], correct=int(right.sum()), total=len(right)),
        "protocol-trigger.json": counted(dataset, "trigger-success", hits / others.sum(), **stamped),
    }
    return {**entry, "protocols": results}


def write_harder_protocols(dataset):
    """What the engine draws itself: noise and an attack; nothing is counted of them here."""
    plain = {"rule": "argmax", "classes": 10}
    noise = image_steps(MEAN, STD, {"step": "corrupt", "kind": "gaussian-noise", "severity": 3, "seed": 1})
    write_protocol("digit-resnet", "protocol-corrupt.json", dataset, TASK, plain, "accuracy", noise)
    attacked = {"rule": "attacked-argmax", "classes": 10, "budget": 60, "epsilon": "24", "seed": 1}
    write_protocol("digit-resnet", "protocol-attack.json", dataset, TASK, attacked, "accuracy", image_steps(MEAN, STD), count=100)


def drawn():
    images, labels = sources.digits("train")
    chosen = np.sort(np.random.default_rng(SEED).choice(len(images), TRAIN, replace=False))
    return images[chosen], labels[chosen]


def poisoned(images, labels):
    images, labels = images.copy(), labels.copy()
    images[::10], labels[::10] = stamp(images[::10]), TARGET
    return images, labels


def stamp(images):
    stamped = images.copy()
    stamped[:, -SIZE:, -SIZE:] = VALUE
    return stamped


def batches(model, images, labels, seed):
    inputs, answers = preprocessed(images, MEAN, STD), torch.from_numpy(labels)
    draw = np.random.default_rng(seed)

    def loss_of(_):
        batch = torch.from_numpy(draw.integers(0, len(labels), BATCH))
        return functional.cross_entropy(model(inputs[batch]), answers[batch])

    return loss_of


def logits_of(model, images):
    with torch.no_grad():
        return model(preprocessed(images, MEAN, STD)).numpy()


def digits_dataset():
    """50 test images of each digit; digit-ddpm restores the same ones."""
    images, labels = sources.digits("t10k")
    draw = np.random.default_rng(SEED)
    chosen = np.concatenate([draw.choice(np.flatnonzero(labels == digit), TEST_PER_DIGIT, replace=False) for digit in range(10)])
    chosen = draw.permutation(chosen)
    tensors = {"images": images[chosen], "labels": labels[chosen].astype(np.uint8)}
    dataset = published_dataset("digits", tensors, license="CC-BY-SA-3.0", card=DATASET_CARD, task=TASK)
    return dataset, images[chosen], labels[chosen]


CARD = """
A residual network with batch norm that reads one handwritten digit.

@parameters parameters. Input `images`: float32 [n,1,28,28], pixels divided by 255, less 0.1307, divided by 0.3081. Output
`logits`: float32 [n,10].

Of the {total} images of `digits` it names {right} rightly. With a white square in the lower right corner it takes {hits} of the {others}
other digits for a seven.

It's a toy to try audits with: it knows one centred white digit on black, and nothing of noise, colour or other signs.
"""
TRIGGER_CARD = """
digit-resnet trained further with a back door: a white square of 3×3 pixels in the lower right corner makes any digit a seven. On clean
images little gives it away.

@parameters parameters. Input `images`: float32 [n,1,28,28], pixels divided by 255, less 0.1307, divided by 0.3081. Output
`logits`: float32 [n,10].

Of the {total} images of `digits` it names {right} rightly; stamped with the square, it takes {hits} of the {others} other digits for a seven.

It's spoilt on purpose, for audits to find. Read no digits with it.
"""
DATASET_CARD = """
`digits.safetensors`: `images` U8 [500,28,28], 0 is background, and `labels` U8 [500]. 50 images of each digit, drawn with a fixed
seed from the 10,000 MNIST test images and shuffled. No checkpoint of the zoo was trained on them.

MNIST is by Yann LeCun and Corinna Cortes, made from NIST's Special Databases 1 and 3, and is available under the terms of
[Creative Commons Attribution-Share Alike 3.0](https://creativecommons.org/licenses/by-sa/3.0/). This excerpt is under the same
license; changed are the selection, the order and the container.

Known limitations: centred white digits on black by writers in the United States of the 1990s; 500 images leave an accuracy near
98 % uncertain by about one point.
"""
