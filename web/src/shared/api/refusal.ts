// Why a request was not done: an application/problem+json of the server, or no server at all (status 0).
import type {RowError} from './types'

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly errors: RowError[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail)
  }

  get offline() {
    return this.status === 0
  }

  // Sent again later, the same request may be done.
  get passing() {
    return this.offline || this.status === 401 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

export const cancelled = () => new Refusal(499, 'cancelled')

export async function refusalOf(reply: Response): Promise<Refusal> {
  const retry = Number(reply.headers.get('retry-after'))
  const problem = await reply.json().catch(() => ({}))
  const detail = problem.detail ?? problem.title ?? reply.statusText
  return new Refusal(reply.status, String(detail), problem.errors ?? [], retry > 0 ? retry : null)
}
