/** The body of a call: what the statement sets, beside what the object must be sent again. */
import { jsonText } from '../bitbucket/json.ts';
import { MultipartBody } from '../bitbucket/multipart.ts';
import { DrawbridgeError, SqlState } from '../error.ts';
import { at, bodyOf, sentAgain, type Body } from './body.ts';
import type { SentCall } from './sent-call.ts';

/** `object`: as it is now, where something of it is sent again. Throws 23505 for an item that is there already. */
export function sentBody(call: SentCall, object: unknown): Body | MultipartBody | null {
  const { members, again, form } = call;
  if (members === null) return null;
  if (form !== null) return formOf(members, form);
  return bodyOf([...sentAgain(object, again), ...itemChange(call, object), ...members]);
}

function itemChange(
  { item, again }: SentCall,
  object: unknown,
): readonly (readonly [path: string, value: unknown])[] {
  if (item === null) return [];
  const { path, member, value, isAdded } = item;
  const list = sentAgain(
    object,
    again.filter((one) => one.path === path),
  ).flatMap(([, items]): readonly unknown[] => (Array.isArray(items) ? items : []));
  const others = list.filter((one) => at(one, member) !== value);
  const isThere = others.length < list.length;
  if (isThere && isAdded) {
    throw new DrawbridgeError(SqlState.uniqueViolation, `${String(value)} is among its ${path} already.`);
  }
  if (!isThere && !isAdded) {
    throw new DrawbridgeError(SqlState.sourceFailed, `${String(value)} is not among its ${path} any more.`);
  }
  return [[path, isAdded ? [...others, bodyOf([[member, value]])] : others]];
}

function formOf(
  members: NonNullable<SentCall['members']>,
  form: NonNullable<SentCall['form']>,
): MultipartBody {
  return new MultipartBody(
    members.map(([name, given]) => {
      const value = typeof given === 'string' ? given : jsonText(given);
      if (name !== form.file?.path) return { name, value };
      if (form.file.isPath !== true) return { name, value, filename: form.fileName };
      // The slash tells a file that is called "message" from the message.
      return { name: `/${form.fileName}`, value, filename: form.fileName.split('/').at(-1) ?? '' };
    }),
  );
}
