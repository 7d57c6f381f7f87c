// Codes that anyone would try first are told apart from others.
import { expect, test } from 'vitest';
import { isEasy } from './pins';

test.each(['000000', '123456', '654321', '789012', '123123', '850612', '198506'])('%s is easy', (pin) => expect(isEasy(pin)).toBe(true));
test.each(['604913', '271828', '939174'])('%s is not', (pin) => expect(isEasy(pin)).toBe(false));
