import { HubClient } from '../../src/client/hub-client.ts';
import type { Accepted, ASKED, Asked, TypedDocument } from '../../src/client/typed-document.ts';

type Variables = Readonly<Record<string, unknown>>;
// A typed document is not taken for a plain one.
type Plain = string & { readonly length: number; readonly [ASKED]?: never };

/** The fields every refusal of a result union is asked for. */
export const REFUSAL_FIELDS = '... on Refusal { code message expected received remedy }';

/** A client that also asks what a test writes by hand; the program asks nothing but its own documents. */
export class AnyClient extends HubClient {
  override ask<Data, Needed>(document: TypedDocument<Data, Needed>, ...asked: Asked<Needed>): Promise<Data>;
  override ask<Data = unknown>(document: Plain, variables?: Variables, signal?: AbortSignal): Promise<Data>;
  override ask<Data>(document: string, variables?: Variables, signal?: AbortSignal): Promise<Data> {
    return super.ask(document as TypedDocument<Data, Variables>, variables ?? {}, signal);
  }

  override act<Data extends object, Needed>(
    document: TypedDocument<Data, Needed>,
    ...asked: Asked<Needed>
  ): Promise<Accepted<Data>>;
  override act<Payload = { readonly __typename: string }>(
    document: Plain,
    variables?: Variables,
    signal?: AbortSignal,
  ): Promise<Payload>;
  override act<Payload>(document: string, variables?: Variables, signal?: AbortSignal): Promise<Payload> {
    const typed = document as TypedDocument<Record<string, Payload>, Variables>;
    return super.act(typed, variables ?? {}, signal);
  }
}
