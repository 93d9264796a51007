import { describe, expect, it } from 'vitest';
import { parseBody } from '../sandbox/http/parse-body.ts';
import { MultipartBody } from './multipart.ts';

function sent(...parts: ConstructorParameters<typeof MultipartBody>[0]): unknown {
  const { text, contentType } = new MultipartBody(parts);
  return parseBody(text, contentType);
}

describe('a form', () => {
  it('carries texts as they are, line breaks and lines that look like its own included', () => {
    const value = 'größe "x"\r\n\r\n--drawbridge--\r\ncontent-disposition: form-data; name="y"\r\n\r\n';
    expect(sent({ name: 'title', value }, { name: 'empty', value: '' })).toEqual({
      title: value,
      empty: '',
    });
  });

  it('carries files under their names', () => {
    expect(
      sent(
        { name: 'file', value: '1', filename: 'a "b"\r\n潮.txt' },
        { name: 'file', value: '2', filename: 'c' },
      ),
    ).toEqual({
      file: [
        { filename: 'a "b"\r\n潮.txt', content: '1' },
        { filename: 'c', content: '2' },
      ],
    });
  });

  it('is refused by the sandbox where its end is missing', () => {
    const { text, contentType } = new MultipartBody([{ name: 'a', value: 'b' }]);
    expect(parseBody(text.slice(0, -6), contentType)).toBeUndefined();
  });
});
