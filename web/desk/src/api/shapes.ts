// What each path of the API takes and gives, read from the generated types.
import type { paths } from './types';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;

/** The paths that have a method. */
export type PathsWith<M extends Method> = { [P in keyof paths]: [Operation<P, M>] extends [never] ? never : P }[keyof paths];

type Loose<Q> = { readonly [K in keyof Q]?: Q[K] | null | undefined };
type Part<T, K extends string> = T extends { parameters: Record<K, infer V> } ? ([V] extends [undefined] ? never : V) : never;
type QueryOf<T> = T extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type Json<R> = R extends { content: { 'application/json': infer B } } ? B : never;
type BodyOf<T> = T extends { requestBody: infer R } ? Json<R> : T extends { requestBody?: infer R } ? Json<NonNullable<R>> : never;
type Of<T, K extends string> = T extends Record<K, infer V> ? V : never;
type Success<T> = T extends { responses: infer R } ? R[keyof R & (200 | 201 | 202)] : never;

/** What a request may carry: the parts of its path, its query, its body. */
export type Ask<P extends keyof paths, M extends Method> = ([Part<Operation<P, M>, 'path'>] extends [never]
  ? unknown
  : { path: Part<Operation<P, M>, 'path'> }) &
  ([QueryOf<Operation<P, M>>] extends [never] ? unknown : { query?: Loose<QueryOf<Operation<P, M>>> }) &
  ([BodyOf<Operation<P, M>>] extends [never] ? unknown : { body: BodyOf<Operation<P, M>> }) & { signal?: AbortSignal };

/** What a request answers; nothing where there is no content. */
export type Answer<P extends keyof paths, M extends Method> = [Of<Of<Success<Operation<P, M>>, 'content'>, 'application/json'>] extends [never]
  ? null
  : Of<Of<Success<Operation<P, M>>, 'content'>, 'application/json'>;

/** The last arguments: left out when nothing has to be given. */
export type Rest<A> = Record<never, never> extends A ? [ask?: A] : [ask: A];
