import { env } from 'node:process'

import { openDataFolder } from '#dev/start/data-folder.ts'
import { openMovableClock } from '#dev/start/movable-clock.ts'
import { readOrMakeSecrets } from '#dev/start/secrets.ts'
import { readSettings } from '#dev/start/settings.ts'
import { startStandIns } from '#dev/start/stand-ins.ts'

import { answerParent, ready } from './processes.ts'

/** Stripe, SES, S3 and SQS as `make start` has them, in a process of their own: what they take is not the shop's. */
const settings = readSettings(env, { watch: false, isTerminal: false })
const folder = await openDataFolder(settings.dataDir)
const secrets = await readOrMakeSecrets(folder.at('secrets.json'))
const clock = await openMovableClock(folder.at('clock.json'))
const { urls, queueUrl } = await startStandIns({ clock, folder, secrets, settings })

answerParent(async () => undefined)
ready({ urls, queueUrl })
