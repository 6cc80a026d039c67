import { COLOURS } from '#seed/pictures/kit/colour.ts'
import { closer, laid, lying, on, type Scene, standing } from '#seed/pictures/kit/scene.ts'
import {
  hammer,
  screwdriver,
  shaving,
  smoothingPlane,
  spiritLevel,
  tapeMeasure,
  tenonSaw,
  toolRoll,
} from '#seed/pictures/things/hand-tools.ts'
import { openToolbox, toolbox, workbench } from '#seed/pictures/things/workshop.ts'

const TINT = '#E6DCC8'

const { forest, mustard, brick, navy } = COLOURS

const drivers = [0, 0.25, 0.5, 0.75, 1].map((size, index) =>
  laid(screwdriver(size, index % 2 ? mustard : brick), { x: 240 + index * 200, y: 860 }),
)

export const tools = {
  'claw-hammer': lying(TINT, laid(hammer(), { x: 610, y: 800, turn: 28, scale: 1.14 })),
  'claw-hammer-head': closer(
    lying(TINT, laid(hammer(), { x: 610, y: 800, turn: 28, scale: 1.14 })),
    [820, 400],
    2,
  ),
  'tenon-saw': lying(TINT, laid(tenonSaw(), { x: 660, y: 820, turn: -38, scale: 1.02 })),
  'smoothing-plane': standing(
    TINT,
    on(smoothingPlane(), { y: 1190, scale: 1.16 }),
    on(shaving(), { x: 250, y: 1350, scale: 1.3 }),
    on(shaving(), { x: 960, y: 1390, turn: 160 }),
  ),
  screwdrivers: lying(TINT, ...drivers),
  'screwdrivers-roll': lying(
    TINT,
    laid(toolRoll(), { y: 800 }),
    ...[0, 0.25, 0.5, 0.75, 1].map((size, index) =>
      laid(screwdriver(size, index % 2 ? mustard : brick), {
        x: 240 + index * 200,
        y: 760,
        scale: 0.78,
        turn: 180,
      }),
    ),
  ),
  workbench: standing(TINT, on(workbench(), { x: 600, y: 1240, scale: 0.98 })),
  'workbench-vice': closer(
    standing(TINT, on(workbench(), { x: 600, y: 1240, scale: 0.98 })),
    [400, 860],
    1.9,
  ),
  'toolbox-blue': standing(TINT, on(toolbox(navy), { x: 610, scale: 1.1 })),
  'toolbox-open': standing(TINT, on(openToolbox(navy), { x: 620, scale: 0.9 })),
  'toolbox-colours': standing(
    TINT,
    on(toolbox(brick), { x: 690, y: 1140, scale: 0.94 }),
    on(toolbox(forest), { x: 560, y: 1430, scale: 1.02 }),
  ),
  'tape-measure': standing(TINT, on(tapeMeasure(), { x: 430, scale: 1.08 })),
  'spirit-level': lying(TINT, laid(spiritLevel(), { turn: -52, scale: 1.02 })),
} satisfies Record<string, Scene>
