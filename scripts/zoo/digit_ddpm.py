"""digit-ddpm: a UNet after Stable Diffusion's that tells the noise in a digit, and so restores it."""

import numpy as np
import torch
import digit_resnet
import sources
from torch import nn
from torch.nn import functional
from attention import Attention
from writing import Dense, counted, decimal, descend, image_steps, preprocessed, published_checkpoint, write_protocol

TASK = "image-to-image"
SEED = 71
MEAN = STD = "0.5"
TRAIN_STEPS, BETAS = 1000, ("0.0001", "0.02")
START, RESTORE_STEPS, COUNT = 320, 8, 200
STEPS, BATCH, RATE = 1200, 48, 3e-3
NARROW, MIDDLE, WIDE = 12, 24, 36
TIME = 32


class Residual(nn.Module):
    """Two convolutions, told the time between them, beside a shortcut."""

    def __init__(self, wide_in, wide_out):
        super().__init__()
        self.first_norm, self.second_norm = nn.GroupNorm(4, wide_in), nn.GroupNorm(4, wide_out)
        self.first, self.second = nn.Conv2d(wide_in, wide_out, 3, 1, 1), nn.Conv2d(wide_out, wide_out, 3, 1, 1)
        self.time = Dense(TIME, wide_out)
        self.shortcut = nn.Conv2d(wide_in, wide_out, 1) if wide_in != wide_out else nn.Identity()

    def forward(self, x, time):
        inner = self.first(functional.silu(self.first_norm(x))) + self.time(time).unsqueeze(-1).unsqueeze(-1)
        return self.shortcut(x) + self.second(functional.silu(self.second_norm(inner)))


class UNet(nn.Module):
    """28×28 → 14×14 → 7×7 with attention, and back up beside skips."""

    def __init__(self):
        super().__init__()
        steps = torch.exp(-np.log(10_000) * torch.arange(TIME // 2) / (TIME // 2))
        self.register_buffer("waves", steps.reshape(1, -1))
        self.time = Dense(TIME, TIME)
        self.stem = nn.Conv2d(1, NARROW, 3, 1, 1)
        self.down = nn.ModuleList([nn.Conv2d(NARROW, MIDDLE, 3, 2, 1), nn.Conv2d(MIDDLE, WIDE, 3, 2, 1)])
        self.going_down = nn.ModuleList([Residual(MIDDLE, MIDDLE), Residual(WIDE, WIDE)])
        self.norm, self.attention = nn.GroupNorm(4, WIDE), Attention(WIDE, 2)
        self.bottom = Residual(WIDE, WIDE)
        self.up = nn.ModuleList([nn.Conv2d(WIDE, MIDDLE, 3, 1, 1), nn.Conv2d(MIDDLE, NARROW, 3, 1, 1)])
        self.going_up = nn.ModuleList([Residual(2 * MIDDLE, MIDDLE), Residual(2 * NARROW, NARROW)])
        self.last_norm, self.last = nn.GroupNorm(4, NARROW), nn.Conv2d(NARROW, 1, 3, 1, 1)

    def forward(self, sample, timestep):
        angle = timestep.to(torch.float32).unsqueeze(-1) * self.waves
        time = functional.silu(self.time(torch.cat([torch.sin(angle), torch.cos(angle)], -1)))
        large = self.stem(sample)
        half = self.going_down[0](self.down[0](large), time)
        small = self.attended(self.going_down[1](self.down[1](half), time))
        x = self.bottom(small, time)
        x = self.going_up[0](torch.cat([self.up[0](doubled(x)), half], 1), time)
        x = self.going_up[1](torch.cat([self.up[1](doubled(x)), large], 1), time)
        return self.last(functional.silu(self.last_norm(x)))

    def attended(self, x):
        row = self.norm(x).flatten(2).transpose(1, 2)
        return x + self.attention(row, row, 0.0).transpose(1, 2).reshape(-1, WIDE, 7, 7)


def doubled(x):
    return functional.interpolate(x, scale_factor=2.0, mode="nearest")


def make():
    torch.manual_seed(SEED)
    bars = alpha_bars()
    model = UNet()
    loss = trained(model, bars)
    dataset, images, _ = digit_resnet.digits_dataset()
    clean = preprocessed(images[:COUNT], MEAN, STD)
    errors = [restoration_error(model, bars, clean, seed) for seed in range(1, 4)]
    noisy = 1 / bars[START] - 1  # what dividing by √ᾱ alone would leave
    with torch.no_grad():
        probe = model(clean[:1], torch.tensor([START]))
    entry = published_checkpoint(
        "digit-ddpm",
        model,
        {"sample": clean[:2], "timestep": torch.tensor([START, 0])},
        "noise",
        metadata={
            "step": STEPS,
            "loss": f"{loss:.4f}",
            "dataset": "MNIST training images, all 60,000",
            "seed": SEED,
            "learningRate": decimal(RATE),
        },
        card=CARD.format(value=decimal(errors[0], 4), noisy=decimal(noisy, 4)),
        task=TASK,
        tags=["mnist", "diffusion"],
    )
    decoding = {"rule": "ddim", "trainSteps": TRAIN_STEPS, "betaFrom": BETAS[0], "betaTo": BETAS[1]}
    decoding |= {"start": START, "steps": RESTORE_STEPS, "seed": 1}
    write_protocol("digit-ddpm", "protocol.json", dataset, TASK, decoding, "mean-squared-error", image_steps(MEAN, STD), COUNT)
    result = counted(dataset, "mean-squared-error", errors[0], probe, items=COUNT)
    result["otherNoise"] = [decimal(error) for error in errors[1:]]
    return {"digit-ddpm": {**entry, "protocols": {"protocol.json": result}}}


def trained(model, bars):
    images = torch.from_numpy(sources.digits("train")[0])
    draw = torch.Generator().manual_seed(SEED)
    bars = torch.from_numpy(bars).to(torch.float32)

    def loss_of(_):
        batch = torch.randint(len(images), (BATCH,), generator=draw)
        clean = preprocessed(images[batch].numpy(), MEAN, STD)
        time = torch.randint(TRAIN_STEPS, (BATCH,), generator=draw)
        noise, bar = torch.randn(clean.shape, generator=draw), bars[time].reshape(-1, 1, 1, 1)
        return functional.mse_loss(model(bar.sqrt() * clean + (1 - bar).sqrt() * noise, time), noise)

    return descend(model, STEPS, loss_of, RATE)


def alpha_bars():
    return np.cumprod(1 - np.linspace(float(BETAS[0]), float(BETAS[1]), TRAIN_STEPS))


def restoration_error(model, bars, clean, seed):
    """DDIM without chance: from START down to 0 in evenly spaced steps, the last of which tells the image itself."""
    times = [START * (RESTORE_STEPS - k) // RESTORE_STEPS for k in range(RESTORE_STEPS + 1)]
    noise = torch.randn(clean.shape, generator=torch.Generator().manual_seed(seed))
    x = bars[START] ** 0.5 * clean + (1 - bars[START]) ** 0.5 * noise
    for here, there in zip(times, times[1:]):
        bar, next_bar = bars[here], bars[there] if there > 0 else 1.0
        with torch.no_grad():
            guess = torch.cat([model(part, torch.full((len(part),), here)) for part in x.split(50)])
        image = (x - (1 - bar) ** 0.5 * guess) / bar**0.5
        x = next_bar**0.5 * image + (1 - next_bar) ** 0.5 * guess
    return float(((x - clean).double() ** 2).mean())


CARD = """
A small UNet after Stable Diffusion's, without its text and its latent space: it tells which noise was added to a digit.

@parameters parameters, with attention at 7×7. Inputs `sample`: float32 [n,1,28,28], pixels divided by 255, less 0.5, divided by 0.5, then
noised; `timestep`: int64 [n], 0 to 999 of betas linear from 0.0001 to 0.02. Output `noise`: float32 [n,1,28,28].

The first 200 images of `digits`, noised up to step 320 and restored in 8 steps of DDIM, differ from the originals by a mean square
of {value}; dividing the noise's scale away alone would leave {noisy}. Another generator's noise moves the value by a few percent.

It draws digits of 28×28 pixels, wrong ones among them: a restored digit is a guess, no evidence of what was there.
"""
