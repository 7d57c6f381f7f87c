// Until the server's description has them: follow-ups, acts in bulk, facts from the desk, moves.
import type { components } from './types';

type Schemas = components['schemas'];
type Json<T> = { content: { 'application/json': T } };
type None = { query?: never; header?: never; path?: never; cookie?: never };
type Row = Schemas['FollowUp'] & {
  owner_name: string | null; village_name: string | null; school_name: string | null; township_name: string | null;
  groups: Schemas['ListedStudent']['groups']; accepted_by_name: string | null; closed_at: string | null;
};
type Named = { id: string; name: string | null };
type Phone = { device: string; name: string; worker: string; worker_name: string | null; students: number; last_seen_at: string };
type Move = { id: string | null; at: string; owner: string; owner_name: string | null; from: Named; to: Named; reason: string; students: number; follow_ups: number };

declare module './types' {
  interface paths {
    '/v1/follow-ups': {
      get: {
        parameters: Omit<None, 'query'> & { query?: {
          region?: string; school?: string; owner?: string; state?: string; step?: number; reason?: string; age?: string; text?: string;
          sort?: string; after?: string; limit?: number; total?: boolean } };
        responses: { 200: Json<{ rows: Row[]; next: string | null; as_of: string; total: number | null }> };
      };
      put?: never;
      post?: never;
      delete?: never;
      patch?: never;
    };
    '/v1/follow-ups/bulk': {
      post: {
        parameters: None;
        requestBody: Json<{ act: 'accept' | 'send_back' | 'reassign'; ids: string[]; to?: string; reason?: string }>;
        responses: { 200: Json<{ results: { id: string; fact?: string; problem?: Schemas['Problem'] }[] }> };
      };
      get?: never;
      put?: never;
      delete?: never;
      patch?: never;
    };
    '/v1/students/{id}/facts': {
      post: {
        parameters: Omit<None, 'path'> & { path: { id: string } };
        requestBody: Json<{ kind: string; payload: Record<string, unknown>; happened_at?: string }>;
        responses: { 201: Json<{ id: string }> };
      };
      get?: never;
      put?: never;
      delete?: never;
      patch?: never;
    };
    '/v1/facts/{id}/retract': {
      post: { parameters: Omit<None, 'path'> & { path: { id: string } }; requestBody: Json<{ reason: string }>; responses: { 201: Json<{ id: string }> } };
      get?: never;
      put?: never;
      delete?: never;
      patch?: never;
    };
    '/v1/moves': {
      get: {
        parameters: Omit<None, 'query'> & { query?: { after?: string; limit?: number } };
        responses: { 200: Json<{ moves: (Move & { by: Named; still_on: (Phone & { since: string })[] })[]; next: string | null }> };
      };
      post: {
        parameters: None;
        requestBody: Json<{ dry_run?: boolean; class?: string; school?: string; village?: string; owner?: string; from: string; to: string; reason: string }>;
        responses: { 200: Json<Move & { dry_run: boolean; phones: Phone[] }>; 201: Json<Move & { dry_run: boolean; phones: Phone[] }> };
      };
      put?: never;
      delete?: never;
      patch?: never;
    };
  }
}
