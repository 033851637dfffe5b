"""The block that the zoo's transformers share."""

import torch
from torch import nn
from torch.nn import functional
from writing import Dense

UNSEEN = -1e4


class Attention(nn.Module):
    """Many-headed attention from `x` [n,q,w] to `memory` [n,k,w]; `bias` is added to the scores [n,heads,q,k]."""

    def __init__(self, width, heads, bias=True):
        super().__init__()
        self.heads, self.each = heads, width // heads
        self.query, self.key, self.value, self.out = (Dense(width, width, bias) for _ in range(4))

    def forward(self, x, memory, bias):
        query, key, value = (self.split(part) for part in (self.query(x), self.key(memory), self.value(memory)))
        scores = query @ key.transpose(2, 3) * self.each**-0.5 + bias
        mixed = (functional.softmax(scores, -1) @ value).transpose(1, 2)
        return self.out(mixed.reshape(-1, int(x.shape[1]), self.heads * self.each))

    def split(self, x):
        return x.reshape(-1, int(x.shape[1]), self.heads, self.each).transpose(1, 2)


class Block(nn.Module):
    """Self-attention and a feed-forward net, each behind a layer norm and beside a shortcut."""

    def __init__(self, width, heads, inner):
        super().__init__()
        self.attention_norm, self.forward_norm = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.wide, self.narrow = Dense(width, inner), Dense(inner, width)

    def forward(self, x, bias):
        normed = self.attention_norm(x)
        x = x + self.attention(normed, normed, bias)
        return x + self.narrow(functional.gelu(self.wide(self.forward_norm(x))))


def unseen_where_masked(mask):
    """[n,k] of ones and zeros → [n,1,1,k] to add to scores."""
    return ((1 - mask.to(torch.float32)) * UNSEEN).unsqueeze(1).unsqueeze(1)


def unseen_ahead(length):
    """[length,length] to add to scores: no position sees a later one."""
    return torch.triu(torch.full((length, length), UNSEEN), 1)
