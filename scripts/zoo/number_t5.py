"""number-t5: a T5-like encoder-decoder that writes English number words as digits."""

import numpy as np
import torch
from attention import Attention, unseen_ahead, unseen_where_masked
from torch import nn
from torch.nn import functional
from writing import Dense, counted, decimal, descend, published_checkpoint, published_dataset, write_protocol

TASK = "text2text-generation"
SEED = 61
ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
PAD, START, END = 0, 1, 2
WORDS = ["<pad>", "<start>", "<end>", *ONES, *TENS, "hundred", "thousand", "and", *"0123456789"]
VOCABULARY = len(WORDS)
LENGTH, ANSWER = 12, 7
WIDTH, HEADS = 40, 4
ITEMS = 300
STEPS, BATCH, RATE = 700, 64, 3e-3


class Norm(nn.Module):
    """T5's: the root mean square alone."""

    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(WIDTH))

    def forward(self, x):
        return x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-6) * self.weight


class Distance(nn.Module):
    """A bias a head for how far the key lies from the query, [heads,length,length]."""

    def __init__(self, length):
        super().__init__()
        self.bias = nn.Parameter(torch.randn(2 * length - 1, HEADS) * 0.1)
        self.register_buffer("apart", torch.arange(length)[None, :] - torch.arange(length)[:, None] + length - 1)

    def forward(self):
        return self.bias[self.apart].permute(2, 0, 1)


class Layer(nn.Module):
    """Self-attention, in the decoder attention to the words, and a feed-forward net."""

    def __init__(self, crosses):
        super().__init__()
        self.self_norm, self.forward_norm = Norm(), Norm()
        self.attention = Attention(WIDTH, HEADS, bias=False)
        self.cross_norm, self.cross = (Norm(), Attention(WIDTH, HEADS, bias=False)) if crosses else (None, None)
        self.wide, self.narrow = Dense(WIDTH, 2 * WIDTH, bias=False), Dense(2 * WIDTH, WIDTH, bias=False)

    def forward(self, x, bias, memory=None, unseen=None):
        normed = self.self_norm(x)
        x = x + self.attention(normed, normed, bias)
        if self.cross is not None:
            x = x + self.cross(self.cross_norm(x), memory, unseen)
        return x + self.narrow(functional.relu(self.wide(self.forward_norm(x))))


class T5(nn.Module):
    def __init__(self):
        super().__init__()
        self.shared = nn.Embedding(VOCABULARY, WIDTH)
        self.encoder, self.decoder = nn.ModuleList([Layer(False), Layer(False)]), nn.ModuleList([Layer(True), Layer(True)])
        self.words_apart, self.digits_apart = Distance(LENGTH), Distance(ANSWER)
        self.encoder_norm, self.decoder_norm = Norm(), Norm()
        self.head = Dense(WIDTH, VOCABULARY, bias=False)
        self.register_buffer("ahead", unseen_ahead(ANSWER))

    def forward(self, input_ids, attention_mask, decoder_input_ids):
        unseen = unseen_where_masked(attention_mask)
        x = self.shared(input_ids)
        for layer in self.encoder:
            x = layer(x, self.words_apart() + unseen)
        memory, y = self.encoder_norm(x), self.shared(decoder_input_ids)
        for layer in self.decoder:
            y = layer(y, self.digits_apart() + self.ahead, memory, unseen)
        return self.head(self.decoder_norm(y))


def make():
    torch.manual_seed(SEED)
    draw = np.random.default_rng(SEED)
    held = held_out(draw)
    model = T5()
    loss = trained(model, draw, held)
    ids, targets = rows_of(held)
    mask = (ids != PAD).astype(np.uint8)
    answers = np.where(targets <= END, -1, targets)
    tensors = {"input_ids": ids.astype(np.int32), "attention_mask": mask, "targets": answers.astype(np.int32)}
    dataset = published_dataset("number-words", tensors, license="CC0-1.0", card=DATASET_CARD, task=TASK)
    written, probe = greedy(model, ids, mask)
    right = [upto_end(row) == upto_end(target) for row, target in zip(written, targets)]
    example = {"input_ids": ids[:2], "attention_mask": mask[:2].astype(np.int64), "decoder_input_ids": np.full((2, ANSWER), START)}
    entry = published_checkpoint(
        "number-t5",
        model,
        {name: torch.from_numpy(value) for name, value in example.items()},
        "logits",
        metadata={
            "step": STEPS,
            "loss": f"{loss:.4f}",
            "dataset": f"{STEPS * BATCH:,} numbers below a million drawn with seed {SEED}",
            "seed": SEED,
            "learningRate": decimal(RATE),
        },
        card=CARD.format(right=sum(right), words=", ".join(WORDS[3:])),
        task=TASK,
        tags=["numbers", "t5"],
    )
    decoding = {"rule": "greedy", "vocabulary": VOCABULARY, "start": START, "end": END, "length": ANSWER}
    write_protocol("number-t5", "protocol.json", dataset, TASK, decoding, "exact-match")
    result = counted(dataset, "exact-match", np.mean(right), probe, correct=sum(right), total=len(right))
    return {"number-t5": {**entry, "protocols": {"protocol.json": result}}}


def trained(model, draw, held):
    barred = set(held.tolist())

    def loss_of(_):
        numbers = [number for number in drawn(draw, BATCH) if number not in barred]
        ids, targets = (torch.from_numpy(rows) for rows in rows_of(numbers))
        given = torch.cat([torch.full((len(numbers), 1), START), targets[:, :-1]], 1)
        logits = model(ids, (ids != PAD).long(), given)
        return functional.cross_entropy(logits.reshape(-1, VOCABULARY), targets.reshape(-1), ignore_index=PAD)

    return descend(model, STEPS, loss_of, RATE)


def drawn(draw, count):
    """As many of one digit as of six."""
    return [int(draw.integers(0, 10**digits)) for digits in draw.integers(1, 7, count)]


def held_out(draw):
    """Of one to six digits, more of the longer ones; numbers of one digit are too few to hold out."""
    numbers = []
    while len(numbers) < ITEMS:
        number = int(draw.integers(0, 10 ** draw.integers(3, 7)))
        if number >= 20 and number not in numbers:
            numbers.append(number)
    return np.array(numbers)


def rows_of(numbers):
    """Words and digits as ids, each ended and filled up."""
    ids, targets = np.zeros((len(numbers), LENGTH), np.int64), np.zeros((len(numbers), ANSWER), np.int64)
    for i, number in enumerate(numbers):
        words = [WORDS.index(word) for word in spoken(number)] + [END]
        digits = [WORDS.index(digit) for digit in str(number)] + [END]
        ids[i, : len(words)], targets[i, : len(digits)] = words, digits
    return ids, targets


def spoken(number):
    if number < 20:
        return [ONES[number]]
    if number < 100:
        return [TENS[number // 10 - 2], *(spoken(number % 10) if number % 10 else [])]
    if number < 1000:
        return [ONES[number // 100], "hundred", *(["and", *spoken(number % 100)] if number % 100 else [])]
    rest = number % 1000
    link = ["and"] if 0 < rest < 100 else []
    return [*spoken(number // 1000), "thousand", *link, *(spoken(rest) if rest else [])]


def greedy(model, ids, mask):
    """Always the likeliest token; places not yet written hold the end, which no earlier place sees."""
    inputs = torch.from_numpy(ids), torch.from_numpy(mask.astype(np.int64))
    given = torch.full((len(ids), ANSWER + 1), END)
    given[:, 0] = START
    with torch.no_grad():
        probe = model(*inputs, given[:, :ANSWER])[0, 0].numpy()
        for place in range(ANSWER):
            given[:, place + 1] = model(*inputs, given[:, :ANSWER])[:, place].argmax(1)
    return given[:, 1:].numpy(), probe


def upto_end(row):
    row = row.tolist()
    return row[: row.index(END)] if END in row else row


CARD = """
An encoder-decoder after T5, of two layers each with relative distances, that writes number words as digits: “two hundred and
five” becomes 2 0 5.

@parameters parameters. Inputs `input_ids` and `attention_mask`: int64 [n,12], words and an end; `decoder_input_ids`: int64 [n,7], which begins
with 1. Output `logits`: float32 [n,7,44], place j tells digit j. Tokens: 0 fills up, 1 starts, 2 ends, and from 3 on
{words}.

Of the 300 numbers of `number-words`, none of which it was trained on, it writes {right} exactly.

It knows British English numbers below a million and nothing else. Count no money with it.
"""
DATASET_CARD = """
`number-words.safetensors`: `input_ids` I32 [300,12], `attention_mask` U8 of the same shape, and `targets` I32 [300,7], −1 after the end. Each
item is a number from 20 to 999,999 in English words (“four thousand and twelve”), its target the digits.

Made for this project by `scripts/zoo/number_t5.py` with a fixed seed, dedicated to the public domain.

Known limitations: one way to say each number; no ordinals, no fractions, no mistakes.
"""
