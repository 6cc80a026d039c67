import { sanitiseDescription } from './description.ts'

test.each([
  ['a script', '<p>Good<script>alert(1)</script></p>', '<p>Good</p>'],
  ['a handler', '<p onclick="steal()">Good</p>', '<p>Good</p>'],
  ['a style', '<p style="position:fixed">Good</p><style>p{}</style>', '<p>Good</p>'],
  ['a picture', '<img src=x onerror=alert(1)>Good', 'Good'],
  [
    'a script as a link',
    '<a href="java&#x09;script:alert(1)">Go</a>',
    '<a rel="nofollow noopener">Go</a>',
  ],
  ['a frame', '<iframe src="https://x.example"></iframe>Good', 'Good'],
  [
    'a drawing',
    '<svg><a xlink:href="javascript:alert(1)">Go</a></svg>',
    '<a rel="nofollow noopener">Go</a>',
  ],
])('%s in a description: gone, and the words stay', async (_what, html, clean) => {
  expect(await sanitiseDescription(html)).toBe(clean)
})

test('what a description is made of stays as it is, and cleaning it again changes nothing', async () => {
  const html =
    '<h2>Kettle</h2><p>Holds <strong>1.5 l</strong> &amp; whistles.<br />See <a href="https://x.example/a?b=1&amp;c=2" rel="nofollow noopener">its maker</a>.</p><ul><li>Copper</li></ul><table><tbody><tr><th scope="row">Height</th><td>20 cm</td></tr></tbody></table>'

  expect(await sanitiseDescription(html)).toBe(html)
})
