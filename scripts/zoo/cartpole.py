"""cartpole-early and cartpole-policy: two steps of one training by proximal policy optimisation on a simulated CartPole-v1."""

import copy

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from writing import Dense, counted, decimal, published_checkpoint, published_dataset, write_protocol

TASK = "reinforcement-learning"
SEED = 11
STATES = 100
STEPS_MAX = 500
CARTS, HORIZON = 64, 32
ROUNDS, EARLY_ROUND = 60, 6
RATE = 3e-3


class Policy(nn.Module):
    """4 → 64 → 64 → 2 with tanh."""

    def __init__(self, outputs=2):
        super().__init__()
        self.first, self.second, self.last = Dense(4, 64), Dense(64, 64), Dense(64, outputs)

    def forward(self, state):
        return self.last(torch.tanh(self.second(torch.tanh(self.first(state)))))


def make():
    torch.manual_seed(SEED)
    early, policy = trained()
    states = np.random.default_rng(SEED + 1).uniform(-0.05, 0.05, (STATES, 4)).astype(np.float32)
    dataset = published_dataset("cartpole-starts", {"features": states}, license="CC0-1.0", card=DATASET_CARD, task=TASK)
    made = {}
    for name, (model, loss, rounds) in {"cartpole-early": early, "cartpole-policy": policy}.items():
        returns = rollout(model, states)
        text = CARDS[name].format(mean=decimal(returns.mean(), 2), full=int((returns == STEPS_MAX).sum()))
        metadata = {
            "step": rounds,
            "loss": f"{loss:.4f}",
            "dataset": "CartPole-v1 as simulated by scripts/zoo/cartpole.py",
            "seed": SEED,
            "learningRate": decimal(RATE),
        }
        entry = published_checkpoint(
            name, model, {"state": torch.zeros(2, 4)}, "preferences", metadata=metadata, card=text, task=TASK, tags=["cartpole"]
        )
        decoding = {"rule": "rollout", "environment": "CartPole-v1", "actions": 2, "stepsMax": STEPS_MAX}
        write_protocol(name, "protocol.json", dataset, TASK, decoding, "mean-return")
        with torch.no_grad():
            probe = model(torch.from_numpy(states[:1]))
        result = counted(
            dataset, "mean-return", returns.mean(), probe, steps=int(returns.sum()), episodes=STATES, full=int((returns == STEPS_MAX).sum())
        )
        made[name] = {**entry, "protocols": {"protocol.json": result}}
    made["cartpole-policy"].update(parent="cartpole-early", edge="CONTINUATION")
    return made


def trained():
    policy, value = Policy(), Policy(1)
    optimizer = torch.optim.Adam([*policy.parameters(), *value.parameters()], lr=RATE)
    draw = np.random.default_rng(SEED)
    carts = Carts(draw)
    early = None
    for done in range(1, ROUNDS + 1):
        for group in optimizer.param_groups:
            group["lr"] = RATE * (1 - (done - 1) / ROUNDS)
        loss = improve(policy, value, optimizer, experience(policy, value, carts, draw))
        if done == EARLY_ROUND:
            early = (copy.deepcopy(policy), loss, done)
    return early, (policy, loss, ROUNDS)


class Carts:
    """Many poles at once; one that falls or has stood for 500 steps starts anew."""

    def __init__(self, draw):
        self.draw = draw
        self.state = draw.uniform(-0.05, 0.05, (CARTS, 4))
        self.age = np.zeros(CARTS, dtype=np.int64)

    def step(self, actions):
        """Answers who fell, and who was stopped standing."""
        self.state = moved(self.state, actions)
        self.age += 1
        fallen = fell(self.state)
        stopped = (self.age >= STEPS_MAX) & ~fallen
        reached = self.state.copy()
        over = fallen | stopped
        self.state[over] = self.draw.uniform(-0.05, 0.05, (int(over.sum()), 4))
        self.age[over] = 0
        return fallen, stopped, reached


def experience(policy, value, carts, draw):
    """HORIZON steps of every cart, with advantages by generalised advantage estimation (0.98, 0.9)."""
    states, actions, fallen, stopped, reached = [], [], [], [], []
    with torch.no_grad():
        for _ in range(HORIZON):
            state = torch.from_numpy(carts.state.astype(np.float32))
            right = functional.softmax(policy(state), 1)[:, 1].numpy()
            action = (draw.random(CARTS) < right).astype(np.int64)
            fell_now, stopped_now, after = carts.step(action)
            states.append(state), actions.append(action)
            fallen.append(fell_now), stopped.append(stopped_now), reached.append(torch.from_numpy(after.astype(np.float32)))
        states, reached = torch.stack(states), torch.stack(reached)
        here, there = value(states)[..., 0].numpy(), value(reached)[..., 0].numpy()
        actions = torch.from_numpy(np.stack(actions))
        logs = chosen(policy(states), actions)
    advantage, running = np.zeros((HORIZON, CARTS), np.float32), np.zeros(CARTS)
    for t in reversed(range(HORIZON)):
        delta = 1 + 0.98 * there[t] * ~fallen[t] - here[t]
        running = delta + 0.98 * 0.9 * running * ~(fallen[t] | stopped[t])
        advantage[t] = running
    gain = torch.from_numpy(advantage)
    flat = lambda each: each.reshape(-1, *each.shape[2:])  # noqa: E731
    return flat(states), flat(actions), flat(logs), flat(gain), flat(gain + torch.from_numpy(here))


def improve(policy, value, optimizer, taken):
    total = []
    for _ in range(10):
        for batch in torch.randperm(len(taken[0])).split(512):
            state, action, log, gain, worth = (each[batch] for each in taken)
            gain = (gain - gain.mean()) / (gain.std() + 1e-8)
            ratio = torch.exp(chosen(policy(state), action) - log)
            clipped = torch.minimum(ratio * gain, ratio.clamp(0.8, 1.2) * gain).mean()
            loss = -clipped + 0.5 * functional.smooth_l1_loss(value(state)[:, 0], worth)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_([*policy.parameters(), *value.parameters()], 0.5)
            optimizer.step()
            total.append(loss.item())
    return float(np.mean(total))


def chosen(logits, actions):
    return functional.log_softmax(logits, -1).gather(-1, actions.unsqueeze(-1)).squeeze(-1)


def rollout(policy, starts):
    """The return of each start; the state is float64, the policy sees it as float32, ties go left."""
    state = starts.astype(np.float64)
    returns, standing = np.zeros(len(starts)), np.ones(len(starts), dtype=bool)
    for _ in range(STEPS_MAX):
        with torch.no_grad():
            actions = policy(torch.from_numpy(state.astype(np.float32))).argmax(1).numpy()
        state = moved(state, actions)
        returns += standing
        standing &= ~fell(state)
    return returns


def moved(state, actions):
    """One Euler step of 0.02 s with Gymnasium's constants."""
    x, speed, angle, turning = state.T
    force = np.where(actions == 1, 10.0, -10.0)
    cos, sin = np.cos(angle), np.sin(angle)
    push = (force + 0.05 * turning**2 * sin) / 1.1
    angular = (9.8 * sin - cos * push) / (0.5 * (4.0 / 3.0 - 0.1 * cos**2 / 1.1))
    linear = push - 0.05 * angular * cos / 1.1
    return np.stack([x + 0.02 * speed, speed + 0.02 * linear, angle + 0.02 * turning, turning + 0.02 * angular], 1)


def fell(state):
    return (np.abs(state[:, 0]) > 2.4) | (np.abs(state[:, 2]) > 12 * 2 * np.pi / 360)


INTERFACE = """
A network of 4,610 parameters. Input `state`: float32 [n,4], position, speed, angle and angular speed of CartPole-v1. Output
`preferences`: float32 [n,2], left and right; the larger is done.
"""
LIMITS = """
It knows the one simulated pole it was trained on. It's not a controller for anything that has weight.
"""
CARDS = {
    "cartpole-early": "The first 6 rounds of a training by proximal policy optimisation from random weights: it has begun to balance.\n"
    + INTERFACE
    + "\nFrom the 100 starts of `cartpole-starts` it stands for {mean} steps on average; {full} reach the limit of 500.\n"
    + LIMITS,
    "cartpole-policy": "The training that made cartpole-early, continued to 60 rounds.\n"
    + INTERFACE
    + "\nFrom the 100 starts of `cartpole-starts` it stands for {mean} steps on average; {full} reach the limit of 500.\n"
    + LIMITS,
}
DATASET_CARD = """
`cartpole-starts.safetensors`: `features` F32 [100,4], initial states of CartPole-v1: position, speed, angle, angular speed, each
uniform between −0.05 and 0.05 and drawn with a fixed seed by `scripts/zoo/cartpole.py`.

Made for this project, dedicated to the public domain. Limitations: the starts are all near upright, so they don't show how a
policy recovers from a push.
"""
