import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'

import { z } from 'zod'

import { StartFailure } from '#dev/failure.ts'

const Secrets = z.object({
  jwtSigningKey: z.string().min(32),
  metricsToken: z.string().min(16),
  stripeSecretKey: z.string().startsWith('sk_test_'),
  stripeWebhookSecret: z.string().startsWith('whsec_'),
  s3AccessKeyId: z.string(),
  s3SecretAccessKey: z.string(),
})

export type Secrets = Readonly<z.infer<typeof Secrets>>

/** The secrets of this shop: made once, kept where only their owner can read them. */
export async function readOrMakeSecrets(file: string): Promise<Secrets> {
  if (existsSync(file)) return parse(await readFile(file, 'utf8'), file)

  const secrets: Secrets = {
    jwtSigningKey: randomBytes(32).toString('base64url'),
    metricsToken: randomBytes(32).toString('base64url'),
    stripeSecretKey: `sk_test_${randomBytes(24).toString('hex')}`,
    stripeWebhookSecret: `whsec_${randomBytes(24).toString('hex')}`,
    s3AccessKeyId: `LOCAL${randomBytes(7).toString('hex').toUpperCase()}`,
    s3SecretAccessKey: randomBytes(32).toString('base64url'),
  }
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return secrets
}

function parse(text: string, file: string): Secrets {
  try {
    return Secrets.parse(JSON.parse(text))
  } catch (error) {
    const advice = `${file} is damaged. Remove it: new secrets are made, and everybody signs in again.`
    throw new StartFailure(advice, { cause: error })
  }
}
