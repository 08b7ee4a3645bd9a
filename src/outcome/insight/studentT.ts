/** Student's t distribution with some degrees of freedom, above 0. */
export interface StudentT {
  /** Probability of a value below x. */
  cdf(x: number): number;
  density(x: number): number;
}

const LANCZOS = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
] as const;
const MOST_TERMS = 500;
const ENOUGH = 1e-16;
/** Keeps the continued fraction away from a division by zero. */
const TINY = 1e-300;

/**
 * By the regularised incomplete beta function: Lentz's continued fraction and Lanczos' log-gamma, within 1e-12
 * absolute, and of small tails about as much relative.
 */
export function studentT(degrees: number): StudentT {
  const [a, b] = [degrees / 2, 0.5];
  const logBeta = logGamma(a) + logGamma(b) - logGamma(a + b);
  const densityAtZero = Math.exp(-logBeta) / Math.sqrt(degrees);

  /** Probability of a value above x, which is not negative. */
  const upperTail = (x: number): number => {
    const square = (x * x) / degrees;
    if (square === Number.POSITIVE_INFINITY) return 0;
    const share = 1 / (1 + square);
    const rest = square / (1 + square);
    const front = Math.exp(-a * Math.log1p(square) + b * Math.log(rest) - logBeta);
    if (share < (a + 1) / (a + b + 2)) return (front * continuedFraction(a, b, share)) / a / 2;
    return (1 - (front * continuedFraction(b, a, rest)) / b) / 2;
  };

  return {
    cdf: (x) => (x === 0 ? 0.5 : x > 0 ? 1 - upperTail(x) : upperTail(-x)),
    density: (x) => densityAtZero * (1 + (x * x) / degrees) ** -((degrees + 1) / 2),
  };
}

/** The value that this share of the distribution lies below, share in (0, 1), by bisection to the last digit. */
export function quantileOf({ cdf }: StudentT, share: number): number {
  let [low, high] = [-1, 1];
  while (cdf(low) > share) low *= 2;
  while (cdf(high) < share) high *= 2;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (cdf(middle) < share) low = middle;
    else high = middle;
  }
}

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + LANCZOS.length - 0.5;
  const series = LANCZOS.reduce((sum, c, index) => sum + c / (shifted + index + 1), 0.9999999999998099);
  return Math.log(2 * Math.PI) / 2 + (shifted + 0.5) * Math.log(base) - base + Math.log(series);
}

function continuedFraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let term = 1; term <= MOST_TERMS; term += 1) {
    const even = (term * (b - term) * x) / ((a + 2 * term - 1) * (a + 2 * term));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    value *= d * c;
    const odd = (-(a + term) * (a + b + term) * x) / ((a + 2 * term) * (a + 2 * term + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < ENOUGH) break;
  }
  return value;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
