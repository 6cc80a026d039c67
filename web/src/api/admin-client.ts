import { ApiProblem, type RequestOptions, request } from './client.ts'
import { accessToken } from './session.ts'

async function asStaff<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const send = async (token: string): Promise<T> => {
    const headers = { ...options.headers, authorization: `Bearer ${token}` }
    const response = await request(method, `/admin${path}`, { ...options, headers })
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both sides compile against one contract
    return (await response.json()) as T
  }

  const token = await accessToken()
  try {
    return await send(token)
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
    return await send(await accessToken(token))
  }
}

/** Requests below `/api/admin`, as whoever is signed in; the session is renewed once when the shop no longer knows it. */
export const adminApi = {
  get: <T>(path: string, options?: RequestOptions) => asStaff<T>('GET', path, options),
  post: <T>(path: string, options?: RequestOptions) => asStaff<T>('POST', path, options),
  patch: <T>(path: string, options?: RequestOptions) => asStaff<T>('PATCH', path, options),
  put: <T>(path: string, options?: RequestOptions) => asStaff<T>('PUT', path, options),
}
