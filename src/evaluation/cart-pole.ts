/** A pole on a cart (Barto, Sutton & Anderson, 1983) with Gymnasium's constants: CartPole-v1. Angles in radians. */
export interface CartPole {
  readonly position: number;
  readonly velocity: number;
  readonly angle: number;
  readonly angularVelocity: number;
}

/** The state a fiftieth of a second later; action 0 pushes left, 1 right. Everything in float64, Euler's way. */
export function stepCartPole(state: CartPole, action: number): CartPole {
  const { position, velocity, angle, angularVelocity } = state;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const force = action === 1 ? FORCE : -FORCE;
  const pushed = (force + POLE_MASS_LENGTH * angularVelocity ** 2 * sin) / TOTAL_MASS;
  const angularAcceleration =
    (GRAVITY * sin - cos * pushed) / (HALF_LENGTH * (4 / 3 - (POLE_MASS * cos ** 2) / TOTAL_MASS));
  const acceleration = pushed - (POLE_MASS_LENGTH * angularAcceleration * cos) / TOTAL_MASS;
  return {
    position: position + TAU * velocity,
    velocity: velocity + TAU * acceleration,
    angle: angle + TAU * angularVelocity,
    angularVelocity: angularVelocity + TAU * angularAcceleration,
  };
}

/** The pole leans by more than 12°, or the cart left its track. */
export function isOver({ position, angle }: CartPole): boolean {
  return !(Math.abs(position) <= POSITION_MAX && Math.abs(angle) <= ANGLE_MAX);
}

const [GRAVITY, CART_MASS, POLE_MASS, HALF_LENGTH, FORCE, TAU] = [9.8, 1, 0.1, 0.5, 10, 0.02];
const TOTAL_MASS = CART_MASS + POLE_MASS;
const POLE_MASS_LENGTH = POLE_MASS * HALF_LENGTH;
const POSITION_MAX = 2.4;
const ANGLE_MAX = (12 * 2 * Math.PI) / 360;
