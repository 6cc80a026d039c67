import { z } from 'zod'

import { expandAlong } from './expand.ts'
import { type FormObject, parseForm } from './form.ts'
import { expand, parseParams } from './params.ts'
import type { World } from './world.ts'

/** A request to the API once it is known who asks. */
export interface Call {
  readonly world: World
  /** The id in the path, where it has one. */
  readonly id: string
  readonly path: string
}

/** One operation of the API: what it takes, and what it does, all at once. */
export interface Route {
  readonly method: Method
  /** A path whose one changing segment is written `{id}`. */
  readonly path: string
  /**
   * Checks the parameters; the operation comes back, ready to run.
   * @throws StripeRefusal for parameters that do not fit, before anything is done.
   */
  prepare(sent: string): (call: Call) => object
}

type Method = 'GET' | 'POST' | 'DELETE'
type Params<T> = z.ZodType<T> | ((form: FormObject) => T)

/** The parameters of an operation that takes none of its own. */
export const onlyExpand = z.strictObject({ expand: expand.optional() })

/** Declares an operation, "GET /v1/refunds/{id}". Its reply grows along `expand`. */
export function operation<T extends { readonly expand?: string[] | undefined }>(
  declaration: `${Method} /v1/${string}`,
  params: Params<T>,
  run: (call: Call, params: T) => object,
): Route {
  const [method, path = ''] = declaration.split(' ')
  return {
    method: method === 'GET' || method === 'DELETE' ? method : 'POST',
    path,
    prepare: (sent) => {
      const form = parseForm(sent)
      const parsed = typeof params === 'function' ? params(form) : parseParams(params, form)
      return (call) => expandAlong(call.world, run(call, parsed), parsed.expand)
    },
  }
}
