import { ApiProblem, type RequestOptions, request } from './client.ts'
import { accessToken } from './session.ts'

async function send(method: string, path: string, options: RequestOptions = {}): Promise<Response> {
  const sendAs = async (token: string): Promise<Response> => {
    const headers = { ...options.headers, authorization: `Bearer ${token}` }
    return await request(method, path, { ...options, headers })
  }

  const token = await accessToken()
  try {
    return await sendAs(token)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    return await sendAs(await accessToken(token))
  }
}

async function asStaff<T>(method: string, path: string, options?: RequestOptions): Promise<T> {
  const response = await send(method, `/admin${path}`, options)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both sides compile against one contract
  return (await response.json()) as T
}

/** A file below `/api`, which a plain link could not fetch: it needs whoever is signed in. */
export async function staffFile(path: string): Promise<Blob> {
  return await (await send('GET', path)).blob()
}

/** Requests below `/api/admin`, as whoever is signed in; the session is renewed once when the shop no longer knows it. */
export const adminApi = {
  get: <T>(path: string, options?: RequestOptions) => asStaff<T>('GET', path, options),
  post: <T>(path: string, options?: RequestOptions) => asStaff<T>('POST', path, options),
  patch: <T>(path: string, options?: RequestOptions) => asStaff<T>('PATCH', path, options),
  put: <T>(path: string, options?: RequestOptions) => asStaff<T>('PUT', path, options),
}
