import { statementName } from './statement-name.ts'

test('a statement is named once it has been asked often, and keeps its name', () => {
  const asked = () => statementName('select 1 from asked_often')

  expect([asked(), asked(), asked(), asked()]).toEqual(['', '', '', ''])
  const name = asked()
  expect(name).toMatch(/^shop-\d+$/)
  expect(asked()).toBe(name)
})

test('statements without end, each asked often: most stay without a name, so that plans do not fill the server', () => {
  const names = Array.from({ length: 400 }, (_, i) => {
    const text = `select ${i} from endless`
    return Array.from({ length: 5 }, () => statementName(text)).at(-1)
  })

  expect(new Set(names).size).toBeLessThanOrEqual(251)
  expect(names.at(-1)).toBe('')
})
