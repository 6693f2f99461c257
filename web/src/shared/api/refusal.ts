// Error of a request: the application/problem+json of the server, or no connection (status 0).
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

  // The same request may succeed later.
  get retryable() {
    return this.offline || this.status === 401 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

export const cancellation = () => new Refusal(499, 'cancelled')

export async function refusalOf(reply: Response): Promise<Refusal> {
  const retry = Number(reply.headers.get('retry-after'))
  const problem = await reply.json().catch(() => ({}))
  const detail = problem.detail ?? problem.title ?? reply.statusText
  return new Refusal(reply.status, String(detail), problem.errors ?? [], retry > 0 ? retry : null)
}
