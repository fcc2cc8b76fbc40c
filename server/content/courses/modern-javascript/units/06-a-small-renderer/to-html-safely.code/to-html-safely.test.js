test('writes elements and texts', () => {
  expect(toHtml(h('p', null, 'Hi ', h('b', null, 'Mira')))).toBe('<p>Hi <b>Mira</b></p>');
});

test('writes attributes', () => {
  expect(toHtml(h('a', { href: '/map', id: 'm' }, 'Map'))).toBe('<a href="/map" id="m">Map</a>');
  expect(toHtml(h('p', { tabindex: 0 }, 'x'))).toBe('<p tabindex="0">x</p>');
});

test('a text stays a text, whatever is in it', () => {
  expect(toHtml(h('p', null, '<script>alert("hi")</script>'))).toBe(
    '<p>&lt;script&gt;alert(&quot;hi&quot;)&lt;/script&gt;</p>',
  );
  expect(toHtml(h('p', null, 'salt & pepper &lt;'))).toBe('<p>salt &amp; pepper &amp;lt;</p>');
});

test('nothing breaks out of an attribute', () => {
  expect(toHtml(h('p', { title: '"><script>' }, 'x'))).toBe('<p title="&quot;&gt;&lt;script&gt;">x</p>');
});

test('knows attributes that are on or off', () => {
  expect(toHtml(h('button', { disabled: true, hidden: false, title: null, lang: undefined }, 'Go'))).toBe(
    '<button disabled>Go</button>',
  );
});

test('never writes keys and functions', () => {
  expect(toHtml(h('li', { key: 'a', onClick: () => 1, id: 'x' }, 'a'))).toBe('<li id="x">a</li>');
});

test('knows elements without an end', () => {
  expect(toHtml(h('p', null, 'a', h('br'), h('input', { value: 'b' })))).toBe('<p>a<br><input value="b"></p>');
});

test('calls components', () => {
  const Card = ({ title, children }) => h('section', null, h('h2', null, title), children);
  const Page = () => h(Card, { title: 'Today' }, h('p', null, 'Rain'));
  expect(toHtml(h(Page))).toBe('<section><h2>Today</h2><p>Rain</p></section>');
});

test('a component may show nothing', () => {
  const Nothing = () => null;
  expect(toHtml(h('p', null, h(Nothing), 'x'))).toBe('<p>x</p>');
});
