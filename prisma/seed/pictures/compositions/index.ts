import type { Scene } from '#seed/pictures/kit/scene.ts'

import { garden } from './garden.ts'
import { kitchen } from './kitchen.ts'
import { lighting } from './lighting.ts'
import { outdoors } from './outdoors.ts'
import { paperAndDesk } from './paper-and-desk.ts'
import { shopWindow } from './shop-window.ts'
import { textiles } from './textiles.ts'
import { tools } from './tools.ts'
import { toys } from './toys.ts'

/** Every picture of the demo shop by the name of its file. */
export const PICTURES: Readonly<Record<string, Scene>> = {
  ...kitchen,
  ...tools,
  ...garden,
  ...lighting,
  ...paperAndDesk,
  ...textiles,
  ...toys,
  ...outdoors,
  ...shopWindow,
}
