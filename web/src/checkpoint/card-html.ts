import MarkdownIt from 'markdown-it';

/*
 * card   the README of a checkpoint: Markdown that a stranger wrote, after YAML front matter
 */
const markdown = new MarkdownIt({ html: false, linkify: true, typographer: false });

// Only where a reader can go on purpose. Anything else, data: and relative addresses too, stays plain text.
markdown.validateLink = (url) => /^(https?:\/\/|mailto:|#)/i.test(url.trim());

markdown.renderer.rules['link_open'] = (tokens, index, options, _, self) => {
  const token = tokens[index]!;
  token.attrSet('rel', 'noopener noreferrer nofollow');
  token.attrSet('referrerpolicy', 'no-referrer');
  return self.renderToken(tokens, index, options);
};

// A picture would tell its server who reads the card; a link tells only whoever clicks it.
markdown.renderer.rules['image'] = (tokens, index) => {
  const token = tokens[index]!;
  const address = markdown.utils.escapeHtml(String(token.attrGet('src') ?? ''));
  const words = markdown.utils.escapeHtml(token.content || 'without words');
  return `<a class="picture" href="${address}" rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">picture: ${words}</a>`;
};

// The page has its own first and second headings; alignment is a style attribute, which the policy forbids.
markdown.core.ruler.push('heirloom', ({ tokens }) => {
  for (const token of tokens) {
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(Number(token.tag.slice(1)) + 2, 6)}`;
    const alignment = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1];
    if (token.attrs) token.attrs = token.attrs.filter(([name]) => name !== 'style');
    if (alignment) token.attrSet('class', `align-${alignment}`);
  }
});

/** HTML with nothing in it that runs or loads. */
export function cardHtml(body: string): string {
  return markdown.render(body);
}

/** The YAML between two lines of three hyphens at the start, and the rest. */
export function splitCard(text: string): { frontMatter: string | null; body: string } {
  const match = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!match) return { frontMatter: null, body: text };
  return { frontMatter: match[1] ?? '', body: text.slice(match[0].length) };
}
