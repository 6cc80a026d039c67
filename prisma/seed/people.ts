import type { Address } from '#platform/contract.ts'

import type { Random } from './random.ts'

/** Somebody who buys. Nobody of the name lives at the address: both are put together by chance. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly phone: string | null
  readonly address: Address
}

const FIRST_NAMES = listOf(`
  Aisha, Alistair, Amelia, Anwen, Arjun, Beatrice, Bethan, Callum, Carys, Catriona, Charlotte,
  Dafydd, Daniel, Eilidh, Eleanor, Farah, Fergus, Fiona, George, Gwen, Hamish, Hannah,
  Harpreet, Imogen, Isla, Jasmine, Joanna, Kofi, Leah, Lewis, Lydia, Marcus, Martha, Megan,
  Mohammed, Niamh, Oliver, Oluwaseun, Owen, Patrick, Philippa, Priya, Rhys, Rosie, Rowan,
  Saskia, Simon, Siobhan, Tamsin, Thomas, Verity, Victoria, Yusuf`)

const SURNAMES = listOf(`
  Abernethy, Ahmed, Atkinson, Balogun, Barraclough, Bowen, Braithwaite, Chaudhry, Clarke,
  Cowdrey, Davies, Drummond, Eastwood, Fairweather, Farrow, Greenhalgh, Griffiths, Hartley,
  Holloway, Hughes, Iqbal, Jenkins, Kaur, Kershaw, Lockwood, Macleod, Marchetti, McBride,
  Mensah, Nettleton, O’Connor, Okafor, Osborne, Patel, Pendleton, Prentice, Quigley, Redfern,
  Rowntree, Shah, Sinclair, Sutcliffe, Tregenza, Underhill, Wainwright, Whitcombe, Williams,
  Yeoman`)

const STREETS = listOf(`
  Albion Terrace, Almond Close, Beacon Road, Brewery Lane, Canal Street, Castle View,
  Chapel Hill, Church Walk, Clarence Road, Cross Street, Elm Grove, Ferry Road, Friars Court,
  Garden Row, Granary Wharf, Grove Park, High Street, Kiln Lane, Ladysmith Avenue, Manor Drive,
  Market Place, Meadow Rise, Mill Lane, Northgate, Orchard Way, Priory Gardens, Quarry Bank,
  Rosemary Lane, St Mary’s Road, Station Road, Sycamore Crescent, The Maltings, Union Street,
  Victoria Terrace, Wellington Road`)

/** Towns with the outward half of a postcode of theirs. */
const TOWNS = listOf(`
  Bath BA1, Bristol BS6, Brighton BN1, Cambridge CB4, Canterbury CT1, Cardiff CF11,
  Carlisle CA2, Chester CH2, Derby DE22, Dundee DD2, Durham DH1, Edinburgh EH6, Exeter EX2,
  Falmouth TR11, Glasgow G12, Hereford HR1, Hull HU5, Inverness IV2, Kendal LA9, Leeds LS8,
  Lewes BN7, Lincoln LN2, Liverpool L17, London E8, London SE15, London N16, Ludlow SY8,
  Manchester M20, Newcastle upon Tyne NE2, Norwich NR2, Nottingham NG5, Oxford OX4,
  Plymouth PL4, Sheffield S11, Shrewsbury SY3, Southampton SO17, Stirling FK8, Stroud GL5,
  Swansea SA2, Totnes TQ9, Truro TR1, Wakefield WF1, Whitby YO21, York YO31`)

/** The letters that the inward half of a postcode may have. */
const INWARD = 'ABDEFGHJLNPQRSTUWXYZ'.split('')

function listOf(text: string): readonly string[] {
  return text.split(',').map((entry) => entry.trim())
}

/** Draws somebody new; their address is at example.com, which takes no mail. */
export function drawPerson(random: Random): Person {
  const name = `${random.pick(FIRST_NAMES)} ${random.pick(SURNAMES)}`
  const words = name.toLowerCase().replace('’', '').replace(' ', '.')
  return {
    name,
    email: `${words}${random.chance(0.4) ? random.between(2, 89) : ''}@example.com`,
    phone: random.chance(0.55) ? drawPhone(random) : null,
    address: drawAddress(random),
  }
}

function drawAddress(random: Random): Address {
  const [, city = '', outward = ''] = /^(.*) (\S+)$/.exec(random.pick(TOWNS)) ?? []
  const inward = `${random.between(1, 9)}${random.pick(INWARD)}${random.pick(INWARD)}`
  return {
    line1: `${random.between(1, 148)} ${random.pick(STREETS)}`,
    line2: random.chance(0.12) ? `Flat ${random.between(1, 9)}` : null,
    city,
    region: null,
    postalCode: `${outward} ${inward}`,
    country: 'GB',
  }
}

/** 07700 900000 to 900999 belong to nobody: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama */
function drawPhone(random: Random): string {
  return `07700 900${String(random.between(0, 999)).padStart(3, '0')}`
}
