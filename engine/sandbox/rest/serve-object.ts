import { json, type Reply } from '../http/reply.ts';
import type { JsonObject } from '../json.ts';
import { everyField, parseFields, selectFields } from '../query/partial-response.ts';
import type { RestRequest } from './route.ts';

/** Answers with one object, cut down or not by `fields`. */
export function serveObject(object: JsonObject, request: RestRequest): Reply {
  const fields = request.url.searchParams.get('fields');
  return json(selectFields(object, fields === null ? everyField : parseFields(fields), []));
}
