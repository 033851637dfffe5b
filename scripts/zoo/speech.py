"""A small formant synthesiser: pulses and hiss through resonators whose centres follow the sounds of a digit."""

import numpy as np

RATE = 8_000
CONTROL = 1_000  # control points a second
FRAMES, BINS, HOP, WINDOW = 64, 16, 200, 256
SAMPLES = FRAMES * HOP
WIDTHS = (70, 100, 140, 700)  # of the three formants and the hiss, in Hz

# name: (ms, voice, hiss, first formant, second, third, centre of the hiss)
SOUNDS = {
    "z": (60, 0.4, 0.25, 250, 1700, 2500, 3500),
    "ih": (70, 1, 0, 390, 1990, 2550, 2500),
    "iy": (110, 1, 0, 270, 2290, 3010, 2500),
    "eh": (80, 1, 0, 530, 1840, 2480, 2500),
    "ey": (90, 1, 0, 480, 2000, 2550, 2500),
    "ax": (50, 0.8, 0, 500, 1500, 2450, 2500),
    "ah": (90, 1, 0, 640, 1190, 2390, 2500),
    "aa": (110, 1, 0, 730, 1090, 2440, 2500),
    "ao": (110, 1, 0, 570, 840, 2410, 2500),
    "ow": (110, 1, 0, 480, 820, 2400, 2500),
    "uw": (140, 1, 0, 300, 870, 2240, 2500),
    "r": (60, 0.8, 0, 310, 1060, 1380, 2500),
    "w": (60, 0.7, 0, 290, 610, 2150, 2500),
    "n": (70, 0.5, 0, 280, 1700, 2600, 2500),
    "v": (50, 0.4, 0.06, 250, 1100, 2300, 1800),
    "f": (70, 0, 0.12, 300, 1100, 2300, 1500),
    "th": (70, 0, 0.12, 300, 1400, 2500, 2700),
    "s": (80, 0, 0.45, 300, 1700, 2500, 3600),
    "-": (40, 0, 0, 350, 1700, 2500, 2700),
    "t": (30, 0, 0.5, 350, 1700, 2600, 3200),
    "k": (30, 0, 0.45, 350, 1900, 2500, 1900),
}
DIGITS = ["z ih r ow", "w ah n", "- t uw", "th r iy", "f ao r", "f aa ih v", "s ih - k s", "s eh v ax n", "ey ih - t", "n aa ih n"]


def utterances(draw, digits):
    """For each list of digits: log-mel features F32 [frames,bins], what each frame holds, and the speaker's pitch in Hz."""
    plans = [plan(draw, each) for each in digits]
    parts = [features(synthesised(draw, plans[i : i + 200])) for i in range(0, len(plans), 200)]
    return np.concatenate(parts), np.stack([each["spoken"] for each in plans]), np.array([each["pitch"] for each in plans])


def plan(draw, digits):
    """Control tracks of one utterance and the frames in which a digit sounds."""
    speaker, pitch = draw.uniform(0.88, 1.15), draw.uniform(85, 230)
    speed = draw.uniform(0.65, 1.15)
    rows, edges, now = [], [], draw.uniform(20, 80)
    for digit in digits:
        begin = now
        for name in DIGITS[digit].split():
            ms, *targets = SOUNDS[name]
            length = ms * speed * draw.uniform(0.8, 1.2)
            targets = np.array(targets) * np.concatenate([draw.uniform(0.7, 1.1, 2), speaker * draw.uniform(0.88, 1.12, 3), [1]])
            rows.append((now, now + length, targets))
            now += length
        edges.append((begin, now))
        now += draw.uniform(15, 60)
    room = SAMPLES / RATE * 1000 - 20
    if now > room:
        return plan(draw, digits)
    return {"tracks": tracks(rows, pitch, draw), "spoken": spoken(edges), "pitch": pitch}


def tracks(rows, pitch, draw):
    """[6,controls] of voice, hiss and four centres, then the pitch, which falls and trembles."""
    at = np.arange(SAMPLES * CONTROL // RATE)
    knots, values = [0.0], [np.concatenate([[0, 0], rows[0][2][2:]])]
    for begin, end, targets in rows:
        rim = min(10.0, (end - begin) / 3)
        if begin > knots[-1] + 12:
            quiet = [np.concatenate([[0, 0], values[-1][2:]]), np.concatenate([[0, 0], targets[2:]])]
            knots, values = [*knots, knots[-1] + 5, begin], [*values, *quiet]
        knots, values = [*knots, begin + rim, end - rim], [*values, targets, targets]
    knots.append(knots[-1] + 15), values.append(np.concatenate([[0, 0], values[-1][2:]]))
    table = np.stack(values, 1)
    fall = pitch * (1.08 - 0.16 * at / len(at)) * (1 + 0.02 * np.sin(at * draw.uniform(0.02, 0.04)))
    return np.stack([*(np.interp(at, knots, row) for row in table), fall])


def spoken(edges):
    """1 where a frame's whole window lies in a digit, 0 where outside all, 255 where it lies across an edge."""
    starts = np.arange(FRAMES) * HOP / RATE * 1000
    ends = starts + WINDOW / RATE * 1000
    labels = np.zeros(FRAMES, np.uint8)
    for begin, end in edges:
        labels[(starts < end) & (ends > begin)] = 255
        labels[(starts >= begin) & (ends <= end)] = 1
    return labels


def synthesised(draw, plans):
    """All utterances at once, sample by sample."""
    tracks = np.stack([each["tracks"] for each in plans], 2).repeat(RATE // CONTROL, 1)
    voice, hiss, *centres, pitch = tracks
    phase = np.cumsum(pitch / RATE, 0)
    pulses = np.diff(np.floor(phase), axis=0, prepend=0) * np.sqrt(RATE / pitch)
    voiced = voice * pulses + 0.02 * voice * draw.standard_normal(pitch.shape)
    hissed = hiss * draw.standard_normal(pitch.shape)
    fades = [np.exp(-np.pi * width / RATE) for width in WIDTHS]
    turns = [2 * fade * np.cos(2 * np.pi * centre / RATE) for fade, centre in zip(fades, centres)]
    sound = np.zeros(pitch.shape)
    memory = np.zeros((4, 2, len(plans)))
    for t in range(SAMPLES):
        x = voiced[t]
        for i in range(3):
            x = resonated(x, turns[i][t], fades[i], memory[i])
        sound[t] = x + resonated(hissed[t], turns[3][t], fades[3], memory[3])
    noise = 10 ** draw.uniform(-1.0, 0.2, len(plans)) * sound.std(0)
    return (sound + noise * draw.standard_normal(sound.shape)).T


def resonated(x, turn, fade, memory):
    y = (1 - turn + fade * fade) * x + turn * memory[0] - fade * fade * memory[1]
    memory[1], memory[0] = memory[0], y
    return y


def features(sound):
    """log-mel energies of windows of 32 ms every 25 ms, less an utterance's mean, halved: about −3 to 3."""
    sound = sound / sound.std(1, keepdims=True)
    padded = np.pad(sound, ((0, 0), (0, WINDOW)))
    windows = padded[:, np.arange(FRAMES)[:, None] * HOP + np.arange(WINDOW)] * np.hanning(WINDOW)
    power = np.abs(np.fft.rfft(windows)) ** 2
    logs = np.log(power @ mel_filters() + 1e-3)
    return ((logs - logs.mean((1, 2), keepdims=True)) / 2).astype(np.float32)


def mel_filters():
    """[frequencies,bins] of triangles, evenly apart in mel from 100 to 3,900 Hz."""
    mel = lambda hertz: 2595 * np.log10(1 + hertz / 700)  # noqa: E731
    edges = 700 * (10 ** (np.linspace(mel(100), mel(3900), BINS + 2) / 2595) - 1)
    frequency = np.fft.rfftfreq(WINDOW, 1 / RATE)[:, None]
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    return np.clip(np.minimum((frequency - low) / (middle - low), (high - frequency) / (high - middle)), 0, None)
