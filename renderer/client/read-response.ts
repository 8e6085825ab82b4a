/** Checks what the host sent against the contract. */
import { z } from 'zod';
import {
  type Channel,
  HostError,
  HostEvent,
  HostFault,
  REQUESTS,
  type Response,
} from '../../host/contract.ts';
import { enTraining as t } from '../i18n/en-training.ts';

/** Throws HostError where the response is not what the contract says: the two sides are of different versions. */
export function readResponse<C extends Channel>(channel: C, response: unknown): Response<C> {
  const schema: z.ZodType<Response<C>> = REQUESTS[channel].response as unknown as z.ZodType<Response<C>>;
  const parsed = schema.safeParse(response);
  if (parsed.success) return parsed.data;
  throw new HostError({
    code: 'bad-response',
    message: t.client.badResponse(channel, z.prettifyError(parsed.error).split('\n')[0] ?? ''),
  });
}

/** An event of another version is left out rather than misread. */
export function readEvent(event: unknown): HostEvent | undefined {
  const parsed = HostEvent.safeParse(event);
  return parsed.success ? parsed.data : undefined;
}

export function readFault(fault: unknown): HostFault {
  const parsed = HostFault.safeParse(fault);
  return parsed.success ? parsed.data : { code: 'unknown', message: t.client.unknownFault };
}
