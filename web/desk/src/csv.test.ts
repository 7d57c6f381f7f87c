// A table as CSV: quoted where it must be, and no formula.
import { expect, test } from 'vitest';
import { csv } from './csv';

test('cells are quoted where they must be, and what begins like a formula is none', () => {
  expect(csv([['行', '列'], [3, 'a,"b"'], ['=1+1', '-x']])).toBe("行,列\r\n3,\"a,\"\"b\"\"\"\r\n'=1+1,'-x\r\n");
});
