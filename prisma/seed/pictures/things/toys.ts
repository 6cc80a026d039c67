import { COLOURS, darker, lighter } from '#seed/pictures/kit/colour.ts'
import { shadow, solid, straightShadow } from '#seed/pictures/kit/solids.ts'
import { circle, fill, line, place, type Svg } from '#seed/pictures/kit/svg.ts'

const { beech, oak, brick, teal, mustard, cream, white, terracotta, sky } = COLOURS

/** A wooden toy yacht with two sails. */
export function toyBoat(hull: string): Svg {
  return [
    shadow(300),
    solid('M-14 -800H14V-190H-14Z', oak, [6, 0]),
    solid('M-30 -770C-80 -560 -180 -370 -330 -250H-30Z', cream, [10, 8]),
    line('M-60 -620C-110 -480 -180 -370 -270 -280', darker(cream, 0.12), 4),
    solid('M34 -690C120 -560 200 -400 250 -260H34Z', brick, [10, 8]),
    fill('M34 -430H170L190 -390H34Z', cream, 0.9),
    fill('M14 -800L110 -768L14 -736Z', mustard),
    solid(
      'M-380 -210H380C350 -90 260 -30 160 0H-170C-270 -40 -350 -110 -380 -210Z',
      hull,
      [16, 16],
    ),
    fill('M-380 -210H380L370 -176H-372Z', lighter(beech, 0.2)),
    fill('M-372 -176H370L366 -164H-368Z', darker(hull, 0.3)),
    line('M-300 -116Q0 -84 300 -116', white, 11, 0.9),
    line('M-14 -770L-360 -206M14 -770L360 -206', darker(oak, 0.4), 4),
  ].join('')
}

/** A paper diamond kite with its bowed tail; (0, 0) is where the spars cross. */
export function kite(): Svg {
  const half = (path: string, colour: string) => fill(path, colour)
  const bow = (x: number, y: number, turn: number, colour: string) =>
    place(
      fill('M0 0L-60 -34V34ZM0 0L60 -34V34Z', colour) + circle([0, 0], 13, darker(colour, 0.3)),
      { x, y, turn },
    )
  return [
    line('M0 470C60 560 -90 640 -30 740S140 830 70 940', darker(cream, 0.35), 8),
    bow(8, 560, 16, mustard),
    bow(-36, 690, -20, teal),
    bow(70, 810, 30, brick),
    bow(86, 926, -10, sky),
    half('M0 -430L-330 -40L0 -40Z', brick),
    half('M0 -430L330 -40L0 -40Z', mustard),
    half('M0 480L-330 -40L0 -40Z', teal),
    half('M0 480L330 -40L0 -40Z', cream),
    fill('M0 -430L330 -40L0 480Z', '#2B2226', 0.1),
    line('M0 -430V480M-330 -40H330', darker(oak, 0.2), 13),
    line('M-4 -426V470M-322 -44H322', lighter(oak, 0.3), 4),
    line('M0 -430L330 -40L0 480L-330 -40Z', darker(cream, 0.3), 6, 0.7),
    circle([0, -40], 18, darker(oak, 0.3)),
  ].join('')
}

/** A pull-along duck on wheels, bill to the left, its string before it. */
export function duck(): Svg {
  const wheel = (x: number) =>
    circle([x, -66], 70, darker(brick, 0.2)) +
    circle([x - 4, -70], 62, brick) +
    circle([x - 4, -70], 36, lighter(brick, 0.2)) +
    circle([x - 4, -70], 13, cream)
  return [
    straightShadow([-270, 270], [30, 40]),
    line('M-300 -110C-400 -110 -430 -10 -520 -20', darker(cream, 0.4), 9),
    circle([-530, -22], 26, mustard),
    solid('M-310 -140H300V-96Q300 -80 284 -80H-294Q-310 -80 -310 -96Z', oak, [8, 12]),
    solid(
      'M-200 -420C-240 -430 -270 -480 -270 -540C-270 -640 -200 -700 -110 -700C-10 -700 50 -630 40 -540C34 -480 20 -450 40 -420C130 -440 240 -480 330 -520C340 -400 320 -140 60 -140C-140 -140 -240 -220 -240 -300C-240 -350 -220 -390 -200 -420Z',
      mustard,
      [22, 18],
    ),
    solid(
      'M-20 -330C80 -380 190 -360 260 -400C250 -270 170 -210 70 -210C0 -210 -50 -260 -20 -330Z',
      lighter(mustard, 0.24),
      [8, 10],
    ),
    solid(
      'M-250 -590C-330 -590 -380 -570 -390 -540C-380 -510 -330 -500 -258 -504Z',
      terracotta,
      [4, 8],
    ),
    circle([-150, -590], 26, white) +
      circle([-156, -590], 16, '#1D1B18') +
      circle([-160, -596], 5, white),
    line('M-226 -370Q-110 -330 20 -380', brick, 26),
    wheel(-190),
    wheel(190),
  ].join('')
}
