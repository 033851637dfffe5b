"""digit-yolo: a YOLO-like detector of one to three digits on a canvas, without anchors, that decodes to pixels itself."""

import numpy as np
import torch
import sources
from torch import nn
from torch.nn import functional
from writing import counted, decimal, descend, image_steps, preprocessed, published_checkpoint, published_dataset, write_protocol

TASK = "object-detection"
SEED = 51
SIDE, CELL, CLASSES = 48, 8, 10
CELLS = SIDE // CELL
ITEMS, DIGITS_MAX = 200, 3
SIZES = (14, 24)
CANVASES = 24_000
THRESHOLD, OVERLAP = "0.05", "0.5"
STEPS, BATCH, RATE = 1500, 32, 3e-3


class Yolo(nn.Module):
    """48×48 → 6×6 cells; each tells a centre, a size, whether there is a digit and which."""

    def __init__(self):
        super().__init__()
        widths = [(1, 12, 2), (12, 24, 2), (24, 24, 1), (24, 40, 2), (40, 40, 1), (40, 40, 1)]
        self.layers = nn.ModuleList(nn.Conv2d(a, b, 3, stride, 1, bias=False) for a, b, stride in widths)
        self.norms = nn.ModuleList(nn.BatchNorm2d(wide) for _, wide, _ in widths)
        self.head = nn.Conv2d(40, 5 + CLASSES, 1)
        rows, columns = torch.meshgrid(torch.arange(CELLS), torch.arange(CELLS), indexing="ij")
        self.register_buffer("corner", torch.stack([columns, rows], -1).reshape(1, -1, 2).float())

    def raw(self, images):
        x = images
        for layer, norm in zip(self.layers, self.norms):
            x = functional.leaky_relu(norm(layer(x)), 0.1)
        return self.head(x).flatten(2).transpose(1, 2)

    def forward(self, images):
        return self.decoded(self.raw(images))

    def decoded(self, raw):
        centre = (self.corner + 2 * torch.sigmoid(raw[:, :, 0:2]) - 0.5) * CELL
        size = torch.sigmoid(raw[:, :, 2:4]) * 32
        scores = torch.sigmoid(raw[:, :, 4:5]) * functional.softmax(raw[:, :, 5:], -1)
        return torch.cat([centre, size, scores], -1)


def make():
    torch.manual_seed(SEED)
    model = Yolo()
    loss = trained(model)
    images, boxes, labels = canvases("t10k", np.random.default_rng(SEED + 1), ITEMS)
    tensors = {"images": images, "boxes": boxes, "box_labels": labels}
    dataset = published_dataset("digit-canvases", tensors, license="CC-BY-SA-3.0", card=DATASET_CARD, task=TASK)
    with torch.no_grad():
        found = model(preprocessed(images, "0", "1")).numpy()
    value, hits, shown = map_50(found, boxes, labels)
    total = int((labels != 255).sum())
    entry = published_checkpoint(
        "digit-yolo",
        model,
        {"images": preprocessed(images[:2], "0", "1")},
        "candidates",
        metadata={
            "step": STEPS,
            "loss": f"{loss:.4f}",
            "dataset": f"{CANVASES:,} canvases of MNIST training digits, made with seed {SEED}",
            "seed": SEED,
            "learningRate": decimal(RATE),
        },
        card=CARD.format(value=decimal(value, 3), hits=hits, total=total, shown=shown),
        task=TASK,
        tags=["mnist", "yolo"],
    )
    decoding = {"rule": "boxes", "classes": CLASSES, "candidates": CELLS**2, "threshold": THRESHOLD, "overlap": OVERLAP}
    steps = [{"step": "scale", "divisor": "255"}, {"step": "layout", "order": "NCHW"}]
    write_protocol("digit-yolo", "protocol.json", dataset, TASK, decoding, "map-50", steps)
    result = counted(dataset, "map-50", value, found[0], found=hits, boxes=total, shown=shown)
    return {"digit-yolo": {**entry, "protocols": {"protocol.json": result}}}


def trained(model):
    draw = np.random.default_rng(SEED)
    images, boxes, labels = canvases("train", draw, CANVASES)
    inputs, boxes, labels = preprocessed(images, "0", "1"), torch.from_numpy(boxes), torch.from_numpy(labels.astype(np.int64))

    def loss_of(_):
        batch = torch.from_numpy(draw.integers(0, CANVASES, BATCH))
        return detection_loss(model, inputs[batch], boxes[batch], labels[batch])

    return descend(model, STEPS, loss_of, RATE)


def detection_loss(model, images, boxes, labels):
    """The cell that holds a box's centre answers for it: its overlap, its class; all cells say whether they do."""
    raw = model.raw(images)
    item, slot = torch.nonzero(labels != 255, as_tuple=True)
    wanted, classes = boxes[item, slot], labels[item, slot]
    cell = ((wanted[:, 0:2] + wanted[:, 2:4]) / 2 / CELL).long().clamp(0, CELLS - 1)
    place = cell[:, 1] * CELLS + cell[:, 0]
    here = torch.zeros(raw.shape[:2]).index_put((item, place), torch.tensor(1.0))
    is_here = functional.binary_cross_entropy_with_logits(raw[:, :, 4], here, reduction="sum")
    which = functional.cross_entropy(raw[item, place, 5:], classes, reduction="sum")
    guess = corners(model.decoded(raw)[item, place])
    apart = (1 - overlap(guess, wanted)).sum() * 2 + (guess - wanted).abs().sum() / CELL
    return (is_here + which + apart) / len(item)


def corners(boxes):
    return torch.cat([boxes[:, 0:2] - boxes[:, 2:4] / 2, boxes[:, 0:2] + boxes[:, 2:4] / 2], 1)


def overlap(one, other):
    """Intersection over union, pair by pair; of numpy arrays or tensors."""
    wide = torch.minimum(one[..., 2], other[..., 2]) - torch.maximum(one[..., 0], other[..., 0])
    high = torch.minimum(one[..., 3], other[..., 3]) - torch.maximum(one[..., 1], other[..., 1])
    shared = wide.clamp(min=0) * high.clamp(min=0)
    area = lambda box: (box[..., 2] - box[..., 0]) * (box[..., 3] - box[..., 1])  # noqa: E731
    return shared / (area(one) + area(other) - shared)


def canvases(split, draw, count):
    """Digits of random size at random places that share no pixel; a box is where ink above 64 lies."""
    digits, answers = sources.digits(split)
    images = np.zeros((count, SIDE, SIDE), np.uint8)
    boxes, labels = np.zeros((count, DIGITS_MAX, 4), np.float32), np.full((count, DIGITS_MAX), 255, np.uint8)
    for canvas, room, names in zip(images, boxes, labels):
        slot = 0
        for _ in range(draw.integers(1, DIGITS_MAX + 1)):
            which, size = draw.integers(len(digits)), draw.integers(SIZES[0], SIZES[1] + 1)
            ink = cropped(resized(digits[which], size))
            y, x = (draw.integers(0, SIDE - each + 1) for each in ink.shape)
            if canvas[max(0, y - 1) : y + ink.shape[0] + 1, max(0, x - 1) : x + ink.shape[1] + 1].any():
                continue
            canvas[y : y + ink.shape[0], x : x + ink.shape[1]] = ink
            room[slot], names[slot] = (x, y, x + ink.shape[1], y + ink.shape[0]), answers[which]
            slot += 1
    return images, boxes, labels


def resized(image, size):
    """Bilinear, in float64 and by hand: the same bytes with any library."""
    at = (np.arange(size) + 0.5) * 28 / size - 0.5
    low = np.clip(np.floor(at).astype(int), 0, 27)
    high, share = np.minimum(low + 1, 27), np.clip(at - low, 0, 1)
    rows = image[low] * (1 - share)[:, None] + image[high] * share[:, None]
    return np.round(rows[:, low] * (1 - share) + rows[:, high] * share).astype(np.uint8)


def cropped(image):
    rows, columns = np.flatnonzero((image > 64).any(1)), np.flatnonzero((image > 64).any(0))
    return image[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def map_50(found, boxes, labels):
    """Mean over classes of the area under precision by recall; answers it, the boxes found, and how many were shown."""
    rows = [row for item, candidates in enumerate(found) for row in kept(item, candidates)]
    areas, hits = [], 0
    for which in range(CLASSES):
        wanted = labels == which
        if not wanted.any():
            continue
        taken, right = np.zeros(labels.shape, bool), []
        for _, item, _, box in sorted((row for row in rows if row[2] == which), key=lambda row: -row[0]):
            rival = np.where(wanted[item] & ~taken[item], overlap_with(box, boxes[item]), -1)
            best = int(rival.argmax())
            right.append(rival[best] >= 0.5)
            taken[item, best] |= right[-1]
        hits += sum(right)
        areas.append(area_under(np.array(right, bool), int(wanted.sum())))
    return float(np.mean(areas)), int(hits), len(rows)


def kept(item, candidates):
    """(score, item, class, box) after the threshold and class-wise suppression, best first."""
    rows = []
    for candidate in sorted(candidates, key=lambda each: -each[4:].max()):
        which, score = int(candidate[4:].argmax()), float(candidate[4:].max())
        box = np.concatenate([candidate[0:2] - candidate[2:4] / 2, candidate[0:2] + candidate[2:4] / 2])
        rivals = [other for _, _, name, other in rows if name == which]
        if score >= float(THRESHOLD) and all(overlap_with(box, other[None])[0] <= float(OVERLAP) for other in rivals):
            rows.append((score, item, which, box))
    return rows


def overlap_with(box, others):
    return overlap(torch.from_numpy(box).double(), torch.from_numpy(others).double()).numpy()


def area_under(right, total):
    """All-point interpolation: at each recall the best precision from there on."""
    hits = np.cumsum(right)
    precision = np.maximum.accumulate((hits / np.arange(1, len(hits) + 1))[::-1])[::-1]
    return float((precision * right).sum() / total)


CARD = """
A detector after YOLO, in one pass and without anchors: where on a small canvas are digits, and which?

@parameters parameters. Input `images`: float32 [n,1,48,48], pixels divided by 255. Output `candidates`: float32 [n,36,14], one row for
each of 6×6 cells: centre x, centre y, width and height in pixels, then ten class scores from 0 to 1.

On the 200 canvases of `digit-canvases` its mean average precision at an overlap of 0.5 is {value}: of {shown} boxes that pass the
threshold of 0.05, {hits} are among the {total} digits there.

It has seen white digits on black that don't touch. It finds nothing in photographs.
"""
DATASET_CARD = """
`digit-canvases.safetensors`: `images` U8 [200,48,48], `boxes` F32 [200,3,4] (x0, y0, x1, y1 in pixels) and `box_labels` U8 [200,3], 255
where there is no box. One to three MNIST test digits, scaled to 14 to 24 pixels, cut to their ink and put where no other lies.

MNIST is by Yann LeCun and Corinna Cortes, made from NIST's Special Databases 1 and 3, and is available under the terms of
[Creative Commons Attribution-Share Alike 3.0](https://creativecommons.org/licenses/by-sa/3.0/). These canvases are under the same
license; `scripts/zoo/digit_yolo.py` composed them with a fixed seed. No checkpoint of the zoo was trained on these digits.

Known limitations: composed, not photographed; digits never overlap, so crowding is not tested.
"""
