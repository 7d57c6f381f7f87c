// Which codes are too easy: people are told before a thief finds out.

/** Tells whether a code would be among the first that anyone tries. */
export function isEasy(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, i) => (digit - (digits[i] ?? 0) + 10) % 10);
  const even = steps.every((step) => step === steps[0]) && [0, 1, 9].includes(steps[0] ?? 0);
  const half = pin.length / 2;
  return even || pin.slice(0, half) === pin.slice(half) || isDate(pin);
}

/** A day of a year as people write birthdays: YYMMDD, or a year of a lifetime and a month. */
function isDate(pin: string): boolean {
  const [a, b, c] = [pin.slice(0, 2), pin.slice(2, 4), pin.slice(4, 6)].map(Number);
  const month = (value = 0): boolean => value >= 1 && value <= 12;
  const day = (value = 0): boolean => value >= 1 && value <= 31;
  const year = Number(pin.slice(0, 4));
  return (month(b) && day(c) && (a ?? 0) >= 50) || (year >= 1950 && year <= 2029 && month(c));
}
