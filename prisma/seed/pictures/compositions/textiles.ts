import { COLOURS, lighter } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import {
  apron,
  cushion,
  foldedBlanket,
  hotWaterBottle,
  peg,
  sock,
  teaTowel,
  towelPile,
} from '#seed/pictures/things/textiles.ts'

const TINT = '#EAD5CD'

const { teal, cream, mustard, navy, sage, oxblood, forest, rose, linen, slate, brick, white, sky } =
  COLOURS

const blanket = standing(TINT, on(foldedBlanket(forest, mustard), { y: 1200, scale: 1.2 }))
const bottle = lying(TINT, laid(hotWaterBottle(cream), { y: 880, turn: 10, scale: 1.2 }))

export const textiles = {
  'wool-blanket-forest': blanket,
  'wool-blanket-fringe': closer(blanket, [420, 1120], 2.1),
  'wool-blanket-colours': standing(
    TINT,
    on(foldedBlanket(lighter(slate, 0.2), cream), { y: 1340, scale: 1.05 }),
    on(foldedBlanket(forest, mustard), { y: 860, scale: 0.98 }),
  ),
  'tea-towels': lying(
    TINT,
    laid(peg(), { y: 300, scale: 1.2 }),
    laid(teaTowel(teal), { x: 640, y: 1010, scale: 1.16 }),
  ),
  'tea-towels-three': lying(
    TINT,
    laid(peg(), { y: 300, scale: 1.3 }),
    laid(teaTowel(teal), { x: 302, y: 704, scale: 0.64 }),
    laid(teaTowel(brick), { x: 640, y: 704, scale: 0.64 }),
    laid(teaTowel(navy), { x: 978, y: 704, scale: 0.64 }),
  ),
  'cushion-mustard': standing(TINT, on(cushion(mustard, cream), { y: 1280, scale: 1.16 })),
  'cushion-colours': standing(
    TINT,
    on(cushion(sage, cream), { x: 460, y: 1130, scale: 0.86 }),
    on(cushion(navy, sky), { x: 780, y: 1340, scale: 0.94 }),
  ),
  'hot-water-bottle': bottle,
  'hot-water-bottle-knit': closer(bottle, [640, 900], 2),
  apron: lying(TINT, laid(apron(navy), { y: 860, scale: 1.14 })),
  'boot-socks': lying(
    TINT,
    laid(sock(linen, oxblood), { x: 560, y: 760, scale: 1.08 }),
    laid(sock(linen, oxblood), { x: 840, y: 880, scale: 1.08 }),
  ),
  'boot-socks-colours': lying(
    TINT,
    laid(sock(slate, mustard), { x: 470, y: 700, scale: 0.9 }),
    laid(sock(linen, oxblood), { x: 720, y: 810, scale: 0.9 }),
    laid(sock(forest, cream), { x: 960, y: 920, scale: 0.9 }),
  ),
  'waffle-towels': standing(
    TINT,
    on(towelPile([lighter(rose, 0.2), white, sage]), { y: 1190, scale: 1.26 }),
  ),
  'waffle-towel-weave': closer(
    standing(TINT, on(towelPile([lighter(rose, 0.2), white, sage]), { y: 1190, scale: 1.26 })),
    [280, 900],
    2.2,
  ),
} satisfies Record<string, Scene>
