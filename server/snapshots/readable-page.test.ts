import { describe, expect, test } from 'vitest';
import { readablePage } from './readable-page.ts';

const words =
  'Plants make sugar out of water, air and the light of the sun, and give off oxygen while they do. '.repeat(6);
const page = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>How plants eat</title>${head}</head><body><article><h1>How plants eat</h1>${body}</article></body></html>`;
const read = (html: string | Uint8Array, contentType = 'text/html; charset=utf-8') =>
  readablePage(
    { url: 'https://example.org/plants/', contentType, bytes: typeof html === 'string' ? Buffer.from(html) : html },
    1_000,
  );

describe('a page of the web', () => {
  test('becomes its text with headings, lists and links that lead where they led', async () => {
    const snapshot = await read(
      page(`<p>${words}</p><h2>Light</h2><p>${words} <a href="../sun?x=1#y">the sun</a></p><ul><li>${words}</li></ul>`),
    );
    expect(snapshot).toMatchObject({ format: 1, title: 'How plants eat', lang: 'en', takenAt: 1_000 });
    expect(snapshot?.html).toContain('<h2>Light</h2>');
    expect(snapshot?.html).toContain('<a href="https://example.org/sun?x=1#y">the sun</a>');
    expect(snapshot?.html).toContain('<li>');
  });

  test('brings nothing along that runs, loads, or looks like the app', async () => {
    const hostile = [
      '<script>alert(1)</script>',
      '<img src=x onerror=alert(1)>',
      '<img src="https://tracker.example/pixel.gif">',
      '<svg onload=alert(1)><script>alert(1)</script></svg>',
      '<iframe src="javascript:alert(1)"></iframe>',
      '<a href="javascript:alert(1)">a</a>',
      '<a href="&#106;avascript:alert(1)">b</a>',
      '<a href="data:text/html,<script>alert(1)</script>">c</a>',
      '<form action="https://evil.example"><input name=password></form>',
      '<style>@import url(https://evil.example)</style>',
      '<p style="position:fixed;background:url(https://evil.example)" onclick="alert(1)" id="app" class="dialog">p</p>',
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
      '<object data="x"></object><embed src="x"><base href="https://evil.example"><meta http-equiv=refresh content="0;url=https://evil.example">',
      '<template><img src=x onerror=alert(1)></template><video src="https://evil.example/v"></video>',
    ];
    const snapshot = await read(page(hostile.map((piece) => `<p>${words}</p>${piece}`).join('')));
    expect(snapshot?.html).toContain('Plants make sugar');
    expect(snapshot?.html).not.toMatch(
      /<(script|img|svg|iframe|form|input|style|object|embed|base|meta|template|video)|\son\w+=|javascript:|data:|style=|\sid=|class="dialog|evil\.example|tracker/i,
    );
  });

  test('is understood in its own character set, language and direction', async () => {
    const arabic = 'تصنع النباتات السكر من الماء والهواء وضوء الشمس وتطلق الأكسجين. '.repeat(10);
    const rtl = await read(
      `<html lang="ar" dir="rtl"><title>كيف</title><body><article><p>${arabic}</p><p>${arabic}</p></article></body></html>`,
    );
    expect(rtl).toMatchObject({ lang: 'ar', dir: 'rtl' });
    expect(rtl?.html).toContain('النباتات');
    const latin = Buffer.from(
      page(`<p>Les plantes se nourrissent de lumi\xe8re. ${words}</p><p>${words}</p>`),
      'latin1',
    );
    expect((await read(latin, 'text/html; charset=iso-8859-1'))?.html).toContain('lumière');
    const says = Buffer.from(
      page(`<p>lumi\xe8re ${words}</p><p>${words}</p>`, '<meta charset="windows-1252">'),
      'latin1',
    );
    expect((await read(says, 'text/html'))?.html).toContain('lumière');
  });

  test('that is no text to read is none', async () => {
    expect(await read('<html><body><div id="root"></div></body></html>')).toBeNull();
    expect(await read('%PDF-1.7', 'application/pdf')).toBeNull();
    expect(await read('{"a":1}', 'application/json')).toBeNull();
    expect(await read(page('<p>x</p>'.repeat(30_000)))).toBeNull();
    expect(await read('', 'text/html')).toBeNull();
  });
});
