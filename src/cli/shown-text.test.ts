import { expect, test } from 'vitest';
import { shownText } from './shown-text.ts';

test('a title clears no screen, names no window and turns no line around', () => {
  expect(shownText('\u001b[2J\u001b]0;mine\u0007 a \u202etitle\r\u009b1m')).toBe(
    '\ufffd[2J\ufffd]0;mine\ufffd a \ufffdtitle\ufffd\ufffd1m',
  );
});

test('what people write stays as it is', () => {
  expect(shownText('— Ärger\twith 模型 👩‍💻\n✔ done')).toBe('— Ärger\twith 模型 👩‍💻\n✔ done');
});
