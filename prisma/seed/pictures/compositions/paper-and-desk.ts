import { COLOURS } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import { boatCard, envelope, globe, magnet, sprig } from '#seed/pictures/things/desk.ts'
import {
  fountainPen,
  inkBottle,
  notebook,
  notebookPile,
  penCap,
  pencil,
  pencilTin,
  shears,
} from '#seed/pictures/things/writing.ts'

const TINT = '#F0DFC8'

const { teal, mustard, oxblood, sage, navy, forest, brick, sky, linen } = COLOURS

const CRAYONS = [brick, mustard, forest, teal, navy, oxblood]

const pen = lying(
  TINT,
  laid(fountainPen(oxblood), { x: 720, y: 800, turn: 32, scale: 1.08 }),
  laid(penCap(oxblood), { x: 400, y: 760, turn: 32, scale: 1.08 }),
)

export const paperAndDesk = {
  'notebook-teal': lying(TINT, laid(notebook(teal), { turn: -7, scale: 1.05, y: 770 })),
  'notebook-pile': standing(
    TINT,
    on(notebookPile([navy, sage, mustard, teal]), { y: 1200, scale: 1.1 }),
  ),
  'notebook-pen': lying(
    TINT,
    laid(notebook(mustard), { x: 560, turn: -5, y: 790 }),
    laid(fountainPen(navy), { x: 1060, y: 830, turn: 8, scale: 0.8 }),
  ),
  'fountain-pen': pen,
  'fountain-pen-nib': closer(pen, [990, 390], 2.1),
  'colour-pencils': standing(TINT, on(pencilTin(linen, CRAYONS), { y: 1270, scale: 1.14 })),
  'colour-pencils-fan': lying(
    TINT,
    ...CRAYONS.map((colour, index) =>
      laid(pencil(colour), {
        x: 290 + index * 140,
        y: 800 + Math.abs(index - 2.5) * 26,
        turn: (index - 2.5) * 4,
        scale: 1.05,
      }),
    ),
  ),
  'paper-shears': lying(TINT, laid(shears(), { y: 830, turn: 20, scale: 1.12 })),
  'boat-cards': lying(
    TINT,
    laid(envelope(sky), { x: 700, y: 1010, turn: 8 }),
    laid(boatCard(), { x: 520, y: 660, turn: -9, scale: 1.02 }),
  ),
  'boat-cards-sprig': lying(
    TINT,
    laid(envelope(sky), { x: 620, y: 900, turn: -6, scale: 1.1 }),
    laid(sprig(), { x: 930, y: 520, turn: 36 }),
  ),
  'desk-globe': standing(TINT, on(globe(), { x: 670, y: 1280, scale: 1.2 })),
  'ink-bottle-navy': standing(TINT, on(inkBottle(navy), { scale: 1.45 })),
  'ink-bottle-colours': standing(
    TINT,
    on(inkBottle(oxblood), { x: 400, y: 1130, scale: 0.86 }),
    on(inkBottle(forest), { x: 900, y: 1150, scale: 0.86 }),
    on(inkBottle(navy), { x: 630, y: 1400, scale: 1.02 }),
  ),
  'lighthouse-magnet': lying(TINT, laid(magnet(), { scale: 1.3 })),
} satisfies Record<string, Scene>
