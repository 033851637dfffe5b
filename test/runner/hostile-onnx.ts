import {
  lenField,
  modelProto,
  proto,
  tensorProto,
  valueProto,
  varintField,
} from '../../src/checkpoint/formats/onnx-fixture.ts';
import { BOOL, FLOAT, int64s, INT64, node } from './tiny-token-onnx.ts';

/** A right answer to 28×28 images, and then a loop that turns it around 2⁶⁰ times before it gives it. */
export function endlessModel(): Buffer {
  const body = proto(
    node('Identity', ['more'], ['moreStill']),
    node('Neg', ['value'], ['turned']),
    lenField(2, 'body'),
    lenField(11, valueProto('turn', [], INT64)),
    lenField(11, valueProto('more', [], BOOL)),
    lenField(11, valueProto('value', ['n', 10])),
    lenField(12, valueProto('moreStill', [], BOOL)),
    lenField(12, valueProto('turned', ['n', 10])),
  );
  const graph = proto(lenField(1, 'body'), lenField(6, body), varintField(20, 5));
  return modelProto([
    node('Flatten', ['x'], ['flat']),
    node('MatMul', ['flat', 'w'], ['small']),
    node('Loop', ['turns', 'true', 'small'], ['logits'], graph),
    lenField(5, tensorProto('w', FLOAT, [784, 10], lenField(9, Buffer.alloc(4 * 7840)))),
    lenField(5, tensorProto('turns', INT64, [], lenField(9, int64s(2n ** 60n)))),
    lenField(5, tensorProto('true', BOOL, [], lenField(9, Buffer.of(1)))),
    lenField(11, valueProto('x', ['n', 1, 28, 28])),
    lenField(12, valueProto('logits', ['n', 10])),
  ]);
}

/** One operator that nobody has, in the runtime's own domain or in another. */
export function unknownOperator(domain: string): Buffer {
  const named = [lenField(1, 'x'), lenField(2, 'logits'), lenField(4, 'Foretell'), lenField(7, domain)];
  return modelProto([
    lenField(1, proto(...named)),
    lenField(11, valueProto('x', ['n', 1, 28, 28])),
    lenField(12, valueProto('logits', ['n', 10])),
  ]);
}
