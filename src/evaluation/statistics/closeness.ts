/** How far apart two logits of one dtype may be and count as equal: |a − b| ≤ atol + rtol·|b|. */
export interface DtypeTolerance {
  readonly rtol: number;
  readonly atol: number;
}

/** The defaults of torch.testing.assert_close. */
export const DTYPE_TOLERANCES = {
  F16: { rtol: 1e-3, atol: 1e-5 },
  BF16: { rtol: 1.6e-2, atol: 1e-5 },
  F32: { rtol: 1.3e-6, atol: 1e-5 },
  F64: { rtol: 1e-7, atol: 1e-7 },
} as const satisfies Record<string, DtypeTolerance>;

export function isClose(a: number, b: number, { rtol, atol }: DtypeTolerance): boolean {
  return Math.abs(a - b) <= atol + rtol * Math.abs(b);
}

/** How many 32-bit floats lie between two: the distance of their ordered integers. Both zeros are one. */
export function ulp32(a: number, b: number): number {
  return Math.abs(orderedOf(a) - orderedOf(b));
}

function orderedOf(value: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  bits.setFloat32(0, value);
  const whole = bits.getInt32(0);
  return whole < 0 ? -(whole & 0x7f_ff_ff_ff) : whole;
}
