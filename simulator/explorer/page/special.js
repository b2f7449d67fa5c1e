// Quantiles and probabilities of Student's, the binomial and the Poisson law.

const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

export function logGamma(x) {
  let sum = LANCZOS[0];
  for (let i = 1; i < 9; i++) sum += LANCZOS[i] / (x - 1 + i);
  const t = x + 6.5;
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

// The regularised incomplete beta function, by its continued fraction (Lentz).
export function beta(a, b, x) {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(b, a, 1 - x);
  const front = Math.exp(
    logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x),
  ) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 - (a + b) * x / (a + 1);
  d = 1 / (Math.abs(d) < tiny ? tiny : d);
  let sum = d;
  for (let m = 1; m < 10000; m++) {
    const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    let step = 1;
    for (const term of [even, odd]) {
      d = 1 + term * d;
      c = 1 + term / c;
      d = 1 / (Math.abs(d) < tiny ? tiny : d);
      c = Math.abs(c) < tiny ? tiny : c;
      step = d * c;
      sum *= step;
    }
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return front * sum;
}

// The chance that Student's t lies further from 0 than this, on either side.
export function studentTails(freedom, t) {
  return beta(freedom / 2, 0.5, freedom / (freedom + t * t));
}

const quantiles = new Map();

// How many standard errors Student's two-sided interval reaches to each side.
export function student(freedom, level) {
  const key = `${freedom} ${level}`;
  if (!quantiles.has(key)) quantiles.set(key, root((t) => studentTails(freedom, t) - (1 - level)));
  return quantiles.get(key);
}

// The chance of at most k heads among n fair coins.
export function fairCoins(k, n) {
  return k >= n ? 1 : beta(n - k, k + 1, 0.5);
}

// The Poisson mean that brings this many or more with a chance of 5 %.
export function leastOfFew(count) {
  const fewer = (mean) => {
    let term = 1;
    let sum = 0;
    for (let i = 0; i < count; i++) {
      sum += term;
      term *= mean / (i + 1);
    }
    return Math.exp(-mean) * sum;
  };
  return root((mean) => fewer(mean) - 0.95);
}

// Where a falling function of a number above 0 is 0.
function root(falling) {
  let low = 0;
  let high = 1;
  while (falling(high) > 0) high *= 2;
  for (let i = 0; i < 200 && low < high; i++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (falling(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
