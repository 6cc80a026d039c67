/** The colours of the goods: a small harbour palette, so that any two pictures go together. */
export const COLOURS = {
  teal: '#0B5563',
  sea: '#4F8A94',
  sky: '#9DBFCB',
  navy: '#2C4159',
  sage: '#8DA88F',
  forest: '#41624E',
  leaf: '#6E9460',
  mustard: '#DDA63F',
  butter: '#F0CF7C',
  terracotta: '#C56F4D',
  brick: '#A8483A',
  oxblood: '#7E3238',
  rose: '#D9A29A',
  cream: '#F4EBDA',
  linen: '#E2D5BD',
  white: '#FBF8F2',
  oak: '#CD9F6C',
  beech: '#E0BB8A',
  walnut: '#7C5439',
  leather: '#96603A',
  copper: '#B9754B',
  brass: '#CBA354',
  steel: '#B8C3C8',
  iron: '#474D53',
  charcoal: '#34383C',
  slate: '#6D7C84',
} as const

const SHADE = '#2B2226'
const LIGHT = '#FFFCF4'

/** The two colours mixed; a share of 0 is all the first, of 1 all the second. */
export function mix(from: string, to: string, share: number): string {
  const channel = (start: number) => {
    const a = Number.parseInt(from.slice(start, start + 2), 16)
    const b = Number.parseInt(to.slice(start, start + 2), 16)
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0')
  }
  return `#${channel(1)}${channel(3)}${channel(5)}`
}

export function darker(colour: string, share = 0.2): string {
  return mix(colour, SHADE, share)
}

export function lighter(colour: string, share = 0.25): string {
  return mix(colour, LIGHT, share)
}
