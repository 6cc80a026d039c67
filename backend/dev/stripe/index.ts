import { createApi } from './api.ts'
import { controlRoutes } from './control-routes.ts'
import { type Controls, createControls } from './controls.ts'
import { connectShop, SHOP_ENDPOINT, secretOf } from './endpoints.ts'
import { createFaults } from './faults.ts'
import { createHttpServer, listen, type Reply, type Request, stopServer } from './http.ts'
import { panelRoutes } from './panel.ts'
import { payRoutes } from './pay-routes.ts'
import { awaitSettlement } from './payments.ts'
import { awaitRefund } from './refunds.ts'
import { watch } from './sessions.ts'
import { createWorld, type SharedClock, type World } from './world.ts'

export interface StripeOptions {
  /** 0 takes a free port. */
  readonly port: number
  /** Where the state is kept across restarts; without it, nowhere. */
  readonly dataDir?: string
  readonly secretKey: string
  /** Where the shop takes events, and the secret they are signed with. */
  readonly webhook: { readonly url: string; readonly secret: string }
  readonly clock: SharedClock
  readonly accountId?: string
  readonly log?: (line: string) => void
}

export interface StripeStandIn {
  readonly url: string
  readonly port: number
  readonly control: Controls
  close(): Promise<void>
}

/**
 * Starts a stand-in for Stripe on this machine: the API, the payment page, signed events, and the controls.
 * @throws when the port is taken or the folder cannot be written.
 */
export async function startStripe(options: StripeOptions): Promise<StripeStandIn> {
  const { clock, webhook, secretKey, dataDir, log = () => {} } = options
  const world = await createWorld({
    clock,
    log,
    accountId: options.accountId ?? 'acct_1LocalShop0000000',
    secretOf: (id) => (id === SHOP_ENDPOINT ? webhook.secret : secretOf(id)),
    ...(dataDir === undefined ? {} : { dataDir }),
  })
  const faults = createFaults()
  const controls = createControls(world, faults)
  const server = createHttpServer(
    dispatcher(world, controls, createApi({ world, secretKey, faults })),
  )

  try {
    const port = await listen(server, options.port)
    world.url = `http://127.0.0.1:${port}`
  } catch (error) {
    world.close()
    throw error
  }
  connectShop(world, webhook.url)
  takeUp(world)

  return {
    url: world.url,
    port: Number(new URL(world.url).port),
    control: controls,
    close: async () => {
      await stopServer(server)
      world.close()
    },
  }
}

type Answer = (request: Request) => Promise<Reply> | Reply

function dispatcher(
  world: World,
  controls: Controls,
  api: Answer,
): (request: Request) => Promise<Reply> {
  const pay = payRoutes(world)
  const control = controlRoutes(controls)
  const panel = panelRoutes(world, controls)
  return async (request) => {
    const { path } = request
    if (path.startsWith('/v1/')) return await api(request)
    if (path.startsWith('/c/pay/')) return pay(request)
    if (path.startsWith('/_control/')) return await control(request)
    return await panel(request)
  }
}

/** Goes on where the last process stopped: what expires, what settles, what was not delivered. */
function takeUp(world: World): void {
  for (const row of world.store.sessions.rows()) {
    if (row?.object.status === 'open') watch(world, row)
    if (row?.object.status === 'complete') awaitSettlement(world, row)
  }
  for (const refund of world.store.refunds.rows()) if (refund) awaitRefund(world, refund)
  world.delivery.resume()
  world.store.commit()
}
