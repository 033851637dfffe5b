import { expect, test } from 'vitest';
import { rss, xmlText } from './rss.ts';

test('what a stranger wrote ends no element, and what XML has no place for is replaced', () => {
  expect(xmlText(`</title><script>&"'`)).toBe('&#60;/title&#62;&#60;script&#62;&#38;&#34;&#39;');
  expect(xmlText('a\u0000b\u001bc\ufffed\ud800e\tf\ng')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\tf\ng');
  expect(xmlText('😀')).toBe('😀');
});

test('markup in a text is shown by readers that take descriptions for HTML', () => {
  const item = {
    id: 'i',
    url: 'https://hub.example/a?b&c',
    title: ']]><x>',
    text: '<img src=x onerror=alert(1)>',
    author: 'eve',
    tags: ['low'],
    publishedAt: new Date(0),
    withdrawnAt: null,
  };
  const text = rss({ title: 't', homeUrl: 'https://hub.example', items: [item], changedAt: new Date(0) });
  expect(text).toContain('<description>&#38;#60;img src=x onerror=alert(1)&#38;#62;</description>');
  expect(text).not.toMatch(/<img|<x>|b&c/);
});
