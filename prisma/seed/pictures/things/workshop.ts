import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { crate, solid, straightShadow, tube } from '#seed/pictures/kit/solids.ts'
import { circle, each, fill, line, type Svg, slab } from '#seed/pictures/kit/svg.ts'

const { beech, steel, brass, charcoal } = COLOURS

/** A joiner's bench: thick top, front vice, a shelf below. */
export function workbench(): Svg {
  const leg = (x: number) =>
    crate({ at: [x, -400], size: [84, 400], depth: [40, 30], colour: darker(beech, 0.06) })
  return [
    straightShadow([-420, 430], [60, 50]),
    crate({ at: [-330, -430], size: [84, 390], depth: [40, 30], colour: darker(beech, 0.26) }),
    crate({ at: [380, -430], size: [84, 390], depth: [40, 30], colour: darker(beech, 0.26) }),
    crate({ at: [-400, -150], size: [830, 44], depth: [90, 54], colour: beech }),
    plankBox(),
    leg(-420),
    leg(340),
    crate({ at: [-480, -500], size: [960, 112], depth: [120, 70], colour: beech }),
    each(3, (index) =>
      line(
        `M-470 ${-478 + index * 30}q300 ${index % 2 ? 12 : -8} 560 4t380 0`,
        darker(beech, 0.18),
        4,
        0.6,
      ),
    ),
    each(6, (index) => fill(`M${-300 + index * 130} -540l16 -10h18l-16 10Z`, darker(beech, 0.5))),
    crate({ at: [-440, -470], size: [240, 190], depth: [0, 0], colour: darker(beech, 0.14) }),
    fill('M-440 -470h240v16h-240Z', lighter(beech, 0.3)),
    circle([-320, -340], 30, darker(steel, 0.2)),
    circle([-324, -345], 22, steel),
    line('M-404 -316L-236 -366', darker(COLOURS.walnut, 0.1), 18),
    circle([-404, -316], 16, COLOURS.walnut),
    circle([-236, -366], 16, COLOURS.walnut),
  ].join('')
}

/** What stands on the bench's shelf, so that it looks used. */
function plankBox(): Svg {
  return [
    crate({ at: [40, -270], size: [230, 120], depth: [40, 26], colour: COLOURS.sea }),
    line('M110 -214h90', darker(COLOURS.sea, 0.4), 12),
    crate({ at: [-250, -186], size: [230, 36], depth: [40, 22], colour: darker(beech, 0.3) }),
    crate({ at: [-226, -222], size: [200, 36], depth: [40, 22], colour: COLOURS.oak }),
  ].join('')
}

/** A steel tool box with a ridge lid and a bar to carry it by. */
export function toolbox(paint: string): Svg {
  return [
    straightShadow([-420, 420], [70, 36]),
    tube('M-150 -440V-500Q-150 -540 -110 -540H150Q190 -540 190 -500V-450', charcoal, 30),
    fill('M-420 -330L-360 -420H330L420 -330Z', paint),
    fill('M-360 -420L-300 -456H390L330 -420Z', lighter(paint, 0.36)),
    fill('M330 -420L390 -456L490 -366L420 -330Z', darker(paint, 0.26)),
    crate({ at: [-420, -330], size: [840, 330], depth: [70, 36], colour: paint }),
    fill('M420 -330L490 -366V-36L420 0Z', darker(paint, 0.24)),
    fill('M-420 -330h840v20h-840Z', darker(paint, 0.28)),
    fill('M-420 -310h840v10h-840Z', lighter(paint, 0.3), 0.8),
    fill('M-420 -30h840v30h-840Z', darker(paint, 0.16)),
    ...[-250, 190].map((x) => latch(x)),
    solid(slab([-70, -220], [140, 70], 8), brass, [5, 6]),
    line('M-44 -196h88M-44 -176h60', darker(brass, 0.3), 6),
    line('M-388 -284V-60', lighter(paint, 0.6), 12, 0.6),
  ].join('')
}

function latch(x: number): Svg {
  return [
    solid(slab([x, -366], [76, 110], 8), steel, [6, 8]),
    fill(slab([x + 14, -312], [48, 40], 6), darker(steel, 0.3)),
    fill(slab([x + 14, -316], [48, 32], 6), lighter(steel, 0.5)),
  ].join('')
}

/** The same box, its three-level trays drawn apart. */
export function openToolbox(paint: string): Svg {
  const tray = (x: number, y: number) =>
    crate({ at: [x, y], size: [420, 92], depth: [60, 36], colour: paint }) +
    fill(`M${x + 18} ${y - 6}l40 -24h390l-30 24Z`, darker(paint, 0.5)) +
    line(`M${x + 16} ${y + 22}h386`, lighter(paint, 0.4), 6, 0.7)
  return [
    straightShadow([-400, 400], [60, 36]),
    line(
      'M-340 -150L-470 -420M320 -150L450 -420M-100 -150L-200 -300M90 -150L190 -300',
      charcoal,
      20,
    ),
    crate({ at: [-400, -230], size: [800, 230], depth: [60, 36], colour: paint }),
    fill('M-380 -236l50 -26h770l-30 26Z', darker(paint, 0.5)),
    spanners(),
    tray(-520, -330),
    tray(50, -330),
    tray(-640, -480),
    tray(170, -480),
    fill('M-400 -26h800v26h-800Z', darker(paint, 0.16)),
    solid(slab([-70, -150], [140, 70], 8), brass, [5, 6]),
  ].join('')
}

function spanners(): Svg {
  return [
    line('M-80 -250L-60 -430', steel, 24),
    circle([-58, -440], 34, steel),
    circle([-58, -450], 15, darker(steel, 0.5)),
    line('M30 -250L20 -400', COLOURS.mustard, 34),
    line('M18 -400L12 -520', steel, 14),
  ].join('')
}
