import { ControlRefusal } from './control-input.ts'
import type { Controls } from './controls.ts'
import { json, type Reply, type Request } from './http.ts'

type Answer = (
  controls: Controls,
  call: { id: string; input: unknown; query: URLSearchParams },
) => unknown

const ROUTES: Readonly<Record<string, Answer>> = {
  'POST sessions/{id}': (controls, { id, input }) => controls.session(id, input),
  'POST payments': (controls, { input }) => controls.adopt(input),
  'POST faults': (controls, { input }) => controls.fault(input),
  'GET faults': (controls) => controls.faults(),
  'DELETE faults': (controls) => controls.clearFaults(),
  'POST delivery': (controls, { input }) => controls.delivery(input),
  'GET delivery': (controls) => controls.delivery({}),
  'POST clock': (controls, { input }) => controls.clock(input),
  'POST events/{id}/resend': (controls, { id }) => controls.resend(id),
  'POST refunds': (controls, { input }) => controls.refund(input),
  'POST refunds/{id}': (controls, { id, input }) => controls.settleRefund(id, input),
  'PATCH refunds/{id}': (controls, { id, input }) => controls.settleRefund(id, input),
  'POST disputes': (controls, { input }) => controls.dispute(input),
  'POST disputes/{id}': (controls, { id, input }) => controls.followDispute(id, input),
  'PATCH disputes/{id}': (controls, { id, input }) => controls.followDispute(id, input),
  'POST early_fraud_warnings': (controls, { input }) => controls.warning(input),
  'POST reset': (controls, { input }) => controls.reset(input),
}

/** Answers `/_control/…`: JSON in, JSON out; what is wrong is said in `error.message`. */
export function controlRoutes(controls: Controls): (request: Request) => Promise<Reply> {
  return async (request) => {
    const { method, path } = request
    const query = new URLSearchParams(request.query)
    try {
      if (method === 'GET' && path === '/_control/events') return events(controls, query)
      const { answer, id } = find(method, path)
      return json(200, await answer(controls, { id, input: parse(request.body), query }))
    } catch (error) {
      if (!(error instanceof ControlRefusal)) throw error
      return json(error.status, { error: { message: error.message } })
    }
  }
}

function events(controls: Controls, query: URLSearchParams): Reply {
  const limit = Number(query.get('limit') ?? Infinity)
  const filter = { type: query.get('type') ?? undefined, about: query.get('about') ?? undefined }
  const text = controls.events({ ...filter, limit: limit > 0 ? limit : undefined })
  return { status: 200, text, headers: { 'content-type': 'application/json' } }
}

function find(method: string, path: string): { answer: Answer; id: string } {
  const [, , noun = '', id = '', ...rest] = path.split('/')
  const pattern = [noun, ...(id === '' ? [] : ['{id}']), ...rest].join('/')
  const answer = ROUTES[`${method} ${pattern}`]
  if (answer) return { answer, id }
  const known = Object.keys(ROUTES).map((route) => route.replace(' ', ' /_control/'))
  throw new ControlRefusal(404, `There is no ${method} ${path}. There are: ${known.join(', ')}.`)
}

function parse(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new ControlRefusal(400, 'The body is not JSON.')
  }
}
