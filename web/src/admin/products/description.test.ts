import { toHtml, toText } from './description.ts'

test('a letter becomes paragraphs, line breaks and lists', () => {
  expect(toHtml('A kettle.\n\nHolds a litre,\nwith a lid.\n\n- red\n- blue')).toBe(
    '<p>A kettle.</p>\n<p>Holds a litre,<br />with a lid.</p>\n<ul><li>red</li><li>blue</li></ul>',
  )
  expect(toHtml('\n \n')).toBe('')
})

test('signs that mean something in HTML stay what they are', () => {
  const letter = 'Cups & saucers, 5 < 6, "fine" <b>'

  expect(toHtml(letter)).toBe('<p>Cups &amp; saucers, 5 &lt; 6, "fine" &lt;b&gt;</p>')
  expect(toText(toHtml(letter))).toBe(letter)
})

test('a letter written and read again is the same letter', () => {
  for (const letter of ['', 'One.', 'One.\n\nTwo,\nthree.', 'So:\n\n- a\n- b\n\nEnd.', '- only']) {
    expect(toText(toHtml(letter))).toBe(letter)
  }
})

test('HTML that a letter cannot say stays HTML', () => {
  expect(toText('<p>A <strong>good</strong> kettle</p>')).toBeNull()
  expect(toText('<h2>Kettle</h2>')).toBeNull()
  expect(toText('<p>See <a href="https://example.com">this</a></p>')).toBeNull()
  expect(toText('<ol><li>first</li></ol>')).toBeNull()
  expect(toText('<p>Loose</p> words')).toBeNull()
})

test('words without any tag are a letter already', () => {
  expect(toText('The last box of a 2019 order.')).toBe('The last box of a 2019 order.')
})

test('space between tags makes no difference', () => {
  expect(toText('<p>One.</p>\n\n  <ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n')).toBe(
    'One.\n\n- a\n- b',
  )
})
