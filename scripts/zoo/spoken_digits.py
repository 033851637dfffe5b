"""spoken-digits: a CTC recogniser of strings of synthesised digits; voice-activity: which frames hold one."""

import json

import numpy as np
import torch
import speech
from torch import nn
from torch.nn import functional
from writing import Dense, counted, decimal, descend, published_checkpoint, published_dataset, write_protocol

TASK, FRAME_TASK = "automatic-speech-recognition", "audio-frame-classification"
SEED = 81
BLANK, VOCABULARY, WORDS_MAX = 10, 11, 5
TRAIN, ITEMS = 4_000, 200
WIDTH = 48
STEPS, BATCH, RATE = 800, 32, 3e-3
FRAME_STEPS = 300


class Recogniser(nn.Module):
    """Five convolutions over time, three of them beside a shortcut."""

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv1d(speech.BINS, WIDTH, 5, 1, 2)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 5, 1, 2 * apart, apart) for apart in (1, 2, 2, 1))
        self.norms = nn.ModuleList(nn.BatchNorm1d(WIDTH) for _ in range(4))
        self.head = Dense(WIDTH, VOCABULARY)

    def forward(self, features):
        x = self.stem(features.transpose(1, 2))
        for layer, norm in zip(self.layers, self.norms):
            x = x + layer(functional.relu(norm(x)))
        return self.head(functional.relu(x).transpose(1, 2))


class VoiceActivity(nn.Module):
    """Two convolutions over time."""

    def __init__(self):
        super().__init__()
        self.stem, self.head = nn.Conv1d(speech.BINS, 24, 5, 1, 2), nn.Conv1d(24, 2, 3, 1, 1)

    def forward(self, features):
        return self.head(functional.relu(self.stem(features.transpose(1, 2)))).transpose(1, 2)


def make():
    torch.manual_seed(SEED)
    draw = np.random.default_rng(SEED)
    train = spoken_strings(draw, TRAIN)
    test = spoken_strings(np.random.default_rng(SEED + 1), ITEMS)
    dataset = strings_dataset(test)
    return {"spoken-digits": recogniser(draw, train, test, dataset), "voice-activity": activity(draw, train, test, dataset)}


def recogniser(draw, train, test, dataset):
    model = Recogniser()
    features, targets = torch.from_numpy(train["features"]), train["targets"]
    lengths = (targets >= 0).sum(1)

    def loss_of(_):
        batch = draw.integers(0, TRAIN, BATCH)
        logs = functional.log_softmax(model(features[batch]), -1).transpose(0, 1)
        wanted = torch.from_numpy(np.concatenate([targets[i, : lengths[i]] for i in batch]).astype(np.int64))
        times = torch.full((BATCH,), speech.FRAMES)
        return functional.ctc_loss(logs, wanted, times, torch.from_numpy(lengths[batch]), blank=BLANK, zero_infinity=True)

    loss = descend(model, STEPS, loss_of, RATE)
    inputs = torch.from_numpy(test["features"])
    with torch.no_grad():
        logits = model(inputs)
    heard = [collapsed(row) for row in logits.argmax(2).tolist()]
    said = [row[row >= 0].tolist() for row in test["targets"]]
    errors, words = sum(map(edits, heard, said)), sum(map(len, said))
    entry = published_checkpoint(
        "spoken-digits",
        model,
        {"features": inputs[:2]},
        "logits",
        metadata=metadata_of(STEPS, loss),
        card=CARD.format(errors=errors, words=words, rate=decimal(errors / words, 4)),
        task=TASK,
        tags=["speech", "ctc"],
    )
    decoding = {"rule": "ctc-greedy", "vocabulary": VOCABULARY, "blank": BLANK, "frames": speech.FRAMES}
    write_protocol("spoken-digits", "protocol.json", dataset, TASK, decoding, "word-error-rate")
    result = counted(dataset, "word-error-rate", errors / words, logits[0, 0], errors=errors, words=words)
    return {**entry, "protocols": {"protocol.json": result}}


def activity(draw, train, test, dataset):
    model = VoiceActivity()
    features, labels = torch.from_numpy(train["features"]), torch.from_numpy(train["frame_labels"].astype(np.int64))

    def loss_of(_):
        batch = torch.from_numpy(draw.integers(0, TRAIN, BATCH))
        return functional.cross_entropy(model(features[batch]).reshape(-1, 2), labels[batch].reshape(-1), ignore_index=255)

    loss = descend(model, FRAME_STEPS, loss_of, RATE)
    inputs = torch.from_numpy(test["features"])
    with torch.no_grad():
        logits = model(inputs)
    counts = test["frame_labels"] != 255
    right, total = int((logits.argmax(2).numpy() == test["frame_labels"])[counts].sum()), int(counts.sum())
    entry = published_checkpoint(
        "voice-activity",
        model,
        {"features": inputs[:2]},
        "logits",
        metadata=metadata_of(FRAME_STEPS, loss),
        card=FRAME_CARD.format(right=right, total=total),
        task="voice-activity-detection",
        tags=["speech"],
    )
    decoding = {"rule": "argmax-frames", "classes": 2, "frames": speech.FRAMES}
    write_protocol("voice-activity", "protocol.json", dataset, FRAME_TASK, decoding, "frame-accuracy")
    result = counted(dataset, "frame-accuracy", right / total, logits[0, 0], correct=right, total=total)
    return {**entry, "protocols": {"protocol.json": result}}


def metadata_of(steps, loss):
    data = f"{TRAIN:,} strings of digits synthesised with seed {SEED}"
    return {"step": steps, "loss": f"{loss:.4f}", "dataset": data, "seed": SEED, "learningRate": decimal(RATE)}


def spoken_strings(draw, count):
    """Features, targets and frame labels of strings of two to five digits."""
    digits = [draw.integers(0, 10, draw.integers(2, WORDS_MAX + 1)).tolist() for _ in range(count)]
    targets = np.full((count, WORDS_MAX), -1, np.int32)
    for row, each in zip(targets, digits):
        row[: len(each)] = each
    features, frame_labels, pitch = speech.utterances(draw, digits)
    return {"features": features, "targets": targets, "frame_labels": frame_labels, "pitch": pitch}


def strings_dataset(test):
    pitch = np.digitize(test["pitch"], [130, 180]).astype(np.uint8)
    tensors = {name: test[name] for name in ("features", "targets", "frame_labels")}
    names = {"attribute.pitch": json.dumps(["below 130 Hz", "130 to 180 Hz", "above 180 Hz"])}
    card = DATASET_CARD
    return published_dataset("digit-strings", {**tensors, "attribute.pitch": pitch}, license="CC0-1.0", metadata=names, card=card, task=TASK)


def collapsed(row):
    """CTC: runs become one, blanks go."""
    return [token for i, token in enumerate(row) if token != BLANK and (i == 0 or row[i - 1] != token)]


def edits(heard, said):
    """Insertions, deletions and substitutions between two lists."""
    costs = list(range(len(said) + 1))
    for i, one in enumerate(heard, 1):
        last, costs[0] = costs[0], i
        for j, other in enumerate(said, 1):
            last, costs[j] = costs[j], min(costs[j] + 1, costs[j - 1] + 1, last + (one != other))
    return costs[-1]


CARD = """
A recogniser of spoken digit strings: convolutions over time, read by connectionist temporal classification.

@parameters parameters. Input `features`: float32 [n,64,16], 64 frames of 16 log-mel energies as `digit-strings` says. Output `logits`:
float32 [n,64,11], classes 0 to 9 the digits and 10 the blank.

On the 200 strings of `digit-strings` it makes {errors} mistakes in {words} words, an error rate of {rate}.

It has heard one synthesiser and no human being. It's not fit to take anybody's number.
"""
FRAME_CARD = """
Tells for each frame of 25 ms whether a digit sounds in it (class 1) or not (class 0).

@parameters parameters. Input `features`: float32 [n,64,16] as `digit-strings` says. Output `logits`: float32 [n,64,2].

Of the {total} frames of `digit-strings` that lie wholly in or out of a digit it names {right} rightly.

It has heard one synthesiser over white noise. It tells no human voice from other sounds.
"""
DATASET_CARD = """
`digit-strings.safetensors`: `features` F32 [200,64,16], `targets` I32 [200,5] (the digits said, −1 after the end), `frame_labels` U8
[200,64] (1 in a digit, 0 outside, 255 across an edge) and `attribute.pitch` U8 [200], how high the voice is.

No human being spoke: `scripts/zoo/speech.py` makes each digit from a table of its sounds. Pulses and hiss, at 8,000 samples a
second, go through three resonators and a fourth for the hiss; pitch (85 to 230 Hz), size of the throat, speed, lengths, loudness and
white noise are drawn with a fixed seed. Features are log energies of 16 mel bands from 100 to 3,900 Hz in windows of 32 ms
every 25 ms, less the string's mean and halved.

Made for this project, dedicated to the public domain. Known limitations: one synthesiser's English, no accents, no rooms, no other
noise; what holds here says little of human speech.
"""
