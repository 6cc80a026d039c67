const CONNECT_MS = 2_000

/** For an AWS client: how long it waits for a connection and for an answer. Left to itself it waits for ever. */
export const timeLimits = (answerMs: number) => ({
  connectionTimeout: CONNECT_MS,
  requestTimeout: answerMs,
  throwOnRequestTimeout: true,
})
