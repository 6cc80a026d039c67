import type { Scene } from '#seed/pictures/kit/scene.ts'

import { garden } from './garden.ts'
import { kitchen } from './kitchen.ts'
import { tools } from './tools.ts'

/** Every picture of the demo shop by the name of its file. */
export const PICTURES: Readonly<Record<string, Scene>> = { ...kitchen, ...tools, ...garden }
