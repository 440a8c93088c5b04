// Kernels of paired comparisons: sigmoids of the gaps between pairs, for hundreds of thousands of
// pairs. Included once for each level.

// How many pairs are worked on at a time; their numbers stay in the first cache.
#define BLOCK 512

// exp(x) for x <= 0: 2^n * p(r) with |r| <= log(2)/2, p the Taylor polynomial up to r^13, whose
// rest is below 5e-18. Arguments are clamped to where doubles are normal.
INLINE double exp_of_negative(double x) {
  x = x < -700.0 ? -700.0 : x;
  const double shift = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to a whole number.
  const double shifted = FMA(x, 1.4426950408889634074, shift);
  const double n = shifted - shift;
  const double r = FMA(n, -1.42860682030941723212e-6, FMA(n, -6.93145751953125e-1, x));
  double p = 1.0 / 6227020800.0;
  p = FMA(p, r, 1.0 / 479001600.0);
  p = FMA(p, r, 1.0 / 39916800.0);
  p = FMA(p, r, 1.0 / 3628800.0);
  p = FMA(p, r, 1.0 / 362880.0);
  p = FMA(p, r, 1.0 / 40320.0);
  p = FMA(p, r, 1.0 / 5040.0);
  p = FMA(p, r, 1.0 / 720.0);
  p = FMA(p, r, 1.0 / 120.0);
  p = FMA(p, r, 1.0 / 24.0);
  p = FMA(p, r, 1.0 / 6.0);
  p = FMA(p, r, 0.5);
  p = FMA(p, r, 1.0);
  p = FMA(p, r, 1.0);
  union {
    double f;
    int64_t i;
  } whole = {.f = shifted}, base = {.f = shift};
  const union {
    int64_t i;
    double f;
  } power = {.i = (whole.i - base.i + 1023) << 52};
  return p * power.f;
}

// log(1 + e) for e in 0...1: 2 artanh(s) with s = e / (2 + e) <= 1/3, up to s^35.
INLINE double log_of_one_plus(double e) {
  const double s = e / (2.0 + e);
  const double q = s * s;
  double p = 1.0 / 35;
  for (int odd = 33; odd >= 1; odd -= 2) p = FMA(p, q, 1.0 / odd);
  return 2.0 * s * p;
}

INLINE double sum_of(const double *values, int64_t count) {
  lanes_f64 sums = {0};
  int64_t k = 0;
  for (; k + LANES <= count; k += LANES) sums += load_f64(values + k);
  double sum = count < LANES ? 0 : total_f64(sums);
  for (; k < count; k++) sum += values[k];
  return sum;
}

// target[i] += values, target[j] += sign * values. Pairs come in runs of the same i, whose sum is
// taken first: adding each to memory would wait for the one before.
INLINE void scatter(double *target, const int32_t *i, const int32_t *j, const double *values,
                    int64_t count, double sign) {
  for (int64_t begin = 0; begin < count;) {
    int64_t end = begin + 1;
    while (end < count && i[end] == i[begin]) end++;
    target[i[begin]] += sum_of(values + begin, end - begin);
    for (int64_t k = begin; k < end; k++) target[j[k]] += sign * values[k];
    begin = end;
  }
}

static void logistic_slope(double *slope, double *diagonal, double *curvature,
                                const int32_t *first, const int32_t *second, const double *wins,
                                const double *losses, int64_t n, const double *strengths) {
  double gaps[BLOCK];
  for (int64_t start = 0; start < n; start += BLOCK) {
    const int64_t count = n - start < BLOCK ? n - start : BLOCK;
    const int32_t *i = first + start, *j = second + start;
    const double *w = wins + start, *l = losses + start;
    double *h = curvature + start;
    for (int64_t k = 0; k < count; k++) gaps[k] = strengths[i[k]] - strengths[j[k]];
    for (int64_t k = 0; k < count; k++) {
      // exp(-|gap|) keeps both tails exact; 1 - sigmoid would round the small one away.
      const double decay = exp_of_negative(-fabs(gaps[k]));
      const double larger = 1.0 / (1.0 + decay);
      const double smaller = decay * larger;
      const double win = gaps[k] >= 0 ? larger : smaller;
      const double loss = gaps[k] >= 0 ? smaller : larger;
      h[k] = (w[k] + l[k]) * larger * smaller;
      gaps[k] = FMA(w[k], loss, -(l[k] * win));
    }
    scatter(slope, i, j, gaps, count, -1);
    scatter(diagonal, i, j, h, count, 1);
  }
}

static void pair_product(double *product, const double *curvature, const int32_t *first,
                              const int32_t *second, int64_t n, const double *vector) {
  double changes[BLOCK];
  for (int64_t start = 0; start < n; start += BLOCK) {
    const int64_t count = n - start < BLOCK ? n - start : BLOCK;
    const int32_t *i = first + start, *j = second + start;
    const double *h = curvature + start;
    for (int64_t k = 0; k < count; k++) changes[k] = h[k] * (vector[i[k]] - vector[j[k]]);
    scatter(product, i, j, changes, count, -1);
  }
}

static double logistic_value(const int32_t *first, const int32_t *second, const double *wins,
                                  const double *losses, int64_t n, const double *strengths) {
  double gaps[BLOCK];
  double total = 0;
  for (int64_t start = 0; start < n; start += BLOCK) {
    const int64_t count = n - start < BLOCK ? n - start : BLOCK;
    const int32_t *i = first + start, *j = second + start;
    const double *w = wins + start, *l = losses + start;
    for (int64_t k = 0; k < count; k++) gaps[k] = strengths[i[k]] - strengths[j[k]];
    for (int64_t k = 0; k < count; k++) {
      const double gap = gaps[k];
      const double common = log_of_one_plus(exp_of_negative(-fabs(gap)));
      const double against = gap < 0 ? w[k] * gap : -l[k] * gap;
      gaps[k] = FMA(-(w[k] + l[k]), common, against);
    }
    total += sum_of(gaps, count);
  }
  return total;
}

#undef BLOCK
