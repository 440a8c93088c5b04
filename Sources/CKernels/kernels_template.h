// Longer than 300 lines because it is the one text that both precisions are compiled from.
// The kernels, once for each REAL and level. Declared and explained in include/CKernels.h; how sums are
// taken, in vectorized.h.
#include "multiply_template.h"

#define VECTOR NAME(lanes)
#define EXP NAME(exp)
#define EXP_VECTOR NAME(exp_lanes)
#define ALL(number) ((VECTOR)(number))

static void NAME(embed)(REAL *y, const REAL *token_table, const REAL *position_table,
                        const int32_t *tokens, const int32_t *positions, int64_t n, int64_t w) {
  for (int64_t i = 0; i < n; i++) {
    const REAL *restrict a = token_table + (int64_t)tokens[i] * w;
    const REAL *restrict b = position_table + (int64_t)positions[i] * w;
    REAL *restrict out = y + i * w;
    for (int64_t c = 0; c < w; c++) out[c] = a[c] + b[c];
  }
}

static void NAME(embed_backward)(REAL *d_token, REAL *d_position, const REAL *dy,
                                 const int32_t *tokens, const int32_t *positions, int64_t n,
                                 int64_t w) {
  for (int64_t i = 0; i < n; i++) {
    REAL *restrict a = d_token + (int64_t)tokens[i] * w;
    REAL *restrict b = d_position + (int64_t)positions[i] * w;
    const REAL *restrict d = dy + i * w;
    for (int64_t c = 0; c < w; c++) a[c] += d[c];
    for (int64_t c = 0; c < w; c++) b[c] += d[c];
  }
}

static void NAME(layer_norm)(REAL *y, REAL *mean, REAL *inverse_deviation, const REAL *x,
                             const REAL *gain, const REAL *bias, int64_t n, int64_t w) {
  for (int64_t i = 0; i < n; i++) {
    const REAL *restrict in = x + i * w;
    REAL *restrict out = y + i * w;
    VECTOR sums = {0}, squares = {0};
    int64_t c = 0;
    for (; c + LANES <= w; c += LANES) sums += NAME(load)(in + c);
    if (c < w) sums += NAME(load_some)(in + c, w - c, 0);
    const REAL m = NAME(total)(sums) / (REAL)w;
    for (c = 0; c + LANES <= w; c += LANES) {
      const VECTOR d = NAME(load)(in + c) - ALL(m);
      squares = FMA(d, d, squares);
    }
    if (c < w) {
      const VECTOR d = NAME(load_some)(in + c, w - c, m) - ALL(m);
      squares = FMA(d, d, squares);
    }
    const REAL variance = NAME(total)(squares) / (REAL)w;
    const REAL s = 1 / __builtin_elementwise_sqrt(variance + (REAL)1e-5);
    for (c = 0; c + LANES <= w; c += LANES) {
      const VECTOR normalized = (NAME(load)(in + c) - ALL(m)) * ALL(s);
      NAME(store)(out + c, FMA(normalized, NAME(load)(gain + c), NAME(load)(bias + c)));
    }
    for (; c < w; c++) out[c] = FMA((in[c] - m) * s, gain[c], bias[c]);
    mean[i] = m;
    inverse_deviation[i] = s;
  }
}

static void NAME(layer_norm_backward)(REAL *dx, REAL *d_gain, REAL *d_bias, const REAL *dy,
                                      const REAL *x, const REAL *mean,
                                      const REAL *inverse_deviation, const REAL *gain, int64_t n,
                                      int64_t w) {
  for (int64_t i = 0; i < n; i++) {
    const REAL *restrict in = x + i * w;
    const REAL *restrict d = dy + i * w;
    REAL *restrict out = dx + i * w;
    REAL *restrict dg = d_gain;
    REAL *restrict db = d_bias;
    const REAL m = mean[i], s = inverse_deviation[i];
    VECTOR sums = {0}, products = {0};
    int64_t c = 0;
    for (; c + LANES <= w; c += LANES) {
      const VECTOR normalized = (NAME(load)(in + c) - ALL(m)) * ALL(s);
      const VECTOR flow = NAME(load)(d + c), scaled = flow * NAME(load)(gain + c);
      sums += scaled;
      products = FMA(scaled, normalized, products);
      NAME(store)(dg + c, FMA(flow, normalized, NAME(load)(dg + c)));
      NAME(store)(db + c, NAME(load)(db + c) + flow);
    }
    if (c < w) {
      const VECTOR normalized = (NAME(load_some)(in + c, w - c, m) - ALL(m)) * ALL(s);
      const VECTOR flow = NAME(load_some)(d + c, w - c, 0);
      const VECTOR scaled = flow * NAME(load_some)(gain + c, w - c, 0);
      sums += scaled;
      products = FMA(scaled, normalized, products);
      for (int k = 0; k < w - c; k++) {
        dg[c + k] = FMA(flow[k], normalized[k], dg[c + k]);
        db[c + k] += flow[k];
      }
    }
    const REAL sum = NAME(total)(sums) / (REAL)w, product = NAME(total)(products) / (REAL)w;
    for (c = 0; c + LANES <= w; c += LANES) {
      const VECTOR normalized = (NAME(load)(in + c) - ALL(m)) * ALL(s);
      const VECTOR scaled = FMA(NAME(load)(d + c), NAME(load)(gain + c), ALL(-sum));
      const VECTOR change = FMA(-normalized, ALL(product), scaled);
      NAME(store)(out + c, FMA(ALL(s), change, NAME(load)(out + c)));
    }
    for (; c < w; c++) {
      const REAL normalized = (in[c] - m) * s;
      out[c] = FMA(s, FMA(-normalized, product, FMA(d[c], gain[c], -sum)), out[c]);
    }
  }
}

static void NAME(fill_rows)(REAL *y, const REAL *bias, int64_t n, int64_t w) {
  for (int64_t i = 0; i < n; i++) memcpy(y + i * w, bias, (size_t)w * sizeof(REAL));
}

static void NAME(add_rows)(REAL *y, const REAL *x, const REAL *bias, int64_t n, int64_t w) {
  for (int64_t i = 0; i < n; i++) {
    REAL *restrict out = y + i * w;
    const REAL *restrict in = x + i * w;
    for (int64_t c = 0; c < w; c++) out[c] = in[c] + bias[c];
  }
}

static void NAME(gather_rows)(REAL *y, const REAL *x, const int32_t *rows, int64_t first,
                              int64_t m, int64_t w) {
  for (int64_t i = 0; i < m; i++)
    memcpy(y + i * w, x + (rows[i] - first) * w, (size_t)w * sizeof(REAL));
}

static void NAME(scatter_rows)(REAL *x, const REAL *y, const int32_t *rows, int64_t first,
                               int64_t m, int64_t w) {
  for (int64_t i = 0; i < m; i++) {
    REAL *restrict out = x + (rows[i] - first) * w;
    const REAL *restrict in = y + i * w;
    for (int64_t c = 0; c < w; c++) out[c] += in[c];
  }
}

static void NAME(clear)(REAL *x, int64_t count) { memset(x, 0, (size_t)count * sizeof(REAL)); }

static void NAME(sum_rows)(REAL *d_bias, const REAL *dy, int64_t n, int64_t w) {
  REAL *restrict out = d_bias;
  for (int64_t i = 0; i < n; i++) {
    const REAL *restrict in = dy + i * w;
    for (int64_t c = 0; c < w; c++) out[c] += in[c];
  }
}

// gelu(z) = z * sigmoid(2 u), u = sqrt(2 / pi) * (z + 0.044715 z^3): the same as the form with tanh.
#define GELU_SLOPE ((REAL)1.5957691216057308)
#define GELU_CUBIC ((REAL)0.044715)

static void NAME(gelu)(REAL *y, REAL *z, const REAL *bias, int64_t n, int64_t w) {
  for (int64_t i = 0; i < n; i++) {
    REAL *restrict out = y + i * w;
    REAL *restrict in = z + i * w;
    for (int64_t c = 0; c < w; c++) {
      const REAL x = in[c] + bias[c];
      in[c] = x;
      out[c] = x / (1 + EXP(-GELU_SLOPE * FMA(GELU_CUBIC * x * x, x, x)));
    }
  }
}

static void NAME(gelu_backward)(REAL *dy, REAL *d_bias, const REAL *z, int64_t n, int64_t w) {
  for (int64_t i = 0; i < n; i++) {
    REAL *restrict d = dy + i * w;
    REAL *restrict db = d_bias;
    const REAL *restrict in = z + i * w;
    for (int64_t c = 0; c < w; c++) {
      const REAL x = in[c];
      const REAL s = 1 / (1 + EXP(-GELU_SLOPE * FMA(GELU_CUBIC * x * x, x, x)));
      const REAL slope = FMA(3 * GELU_SLOPE * GELU_CUBIC * x, x, GELU_SLOPE);
      d[c] *= FMA(x * s * (1 - s), slope, s);
      db[c] += d[c];
    }
  }
}

// Transposes length rows of hw numbers, a stride apart, into hw rows of `padded` numbers.
INLINE void NAME(transpose)(REAL *restrict out, const REAL *restrict in, int64_t length,
                            int64_t padded, int64_t hw, int64_t stride) {
  for (int64_t j = 0; j < length; j++)
    for (int64_t c = 0; c < hw; c++) out[c * padded + j] = in[j * stride + c];
  for (int64_t c = 0; c < hw; c++)
    for (int64_t j = length; j < padded; j++) out[c * padded + j] = 0;
}

// Rows r of out[r][0 ..< count] = sum_c a[r][c] * columns[c][0 ..< count]; count is a multiple of
// LANES. `rows` is a constant, so that its sums stay in registers.
INLINE void NAME(products)(REAL *out, int64_t out_stride, const REAL *a, int64_t a_stride,
                           const REAL *columns, int64_t stride, int64_t count, int64_t hw,
                           const int rows) {
  for (int64_t j = 0; j < count; j += LANES) {
    VECTOR sum[4] = {{0}, {0}, {0}, {0}};
    // One row alone is summed in four parts, so that no addition waits for the one before.
    int64_t c = 0;
    for (; rows == 1 && c + 4 <= hw; c += 4)
      for (int k = 0; k < 4; k++)
        sum[k] = FMA(ALL(a[c + k]), NAME(load)(columns + (c + k) * stride + j), sum[k]);
    if (rows == 1) sum[0] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    for (; c < hw; c++) {
      const VECTOR column = NAME(load)(columns + c * stride + j);
      for (int r = 0; r < rows; r++) sum[r] = FMA(ALL(a[r * a_stride + c]), column, sum[r]);
    }
    for (int r = 0; r < rows; r++) NAME(store)(out + r * out_stride + j, sum[r]);
  }
}

// Rows r of out[r][0 ..< hw] = sum_j weights[r * row_step + j * step] * in[j][0 ..< hw], for j in
// first ..< last. A row with weights of zero costs time but changes nothing.
INLINE void NAME(mixture)(REAL *out, int64_t out_stride, const REAL *weights, int64_t row_step,
                          int64_t step, const REAL *in, int64_t in_stride, int64_t first,
                          int64_t last, int64_t hw, const int rows) {
  int64_t b = 0;
  for (; b + LANES <= hw; b += LANES) {
    VECTOR sum[4] = {{0}, {0}, {0}, {0}};
    int64_t j = first;
    for (; rows == 1 && j + 4 <= last; j += 4)
      for (int k = 0; k < 4; k++)
        sum[k] = FMA(ALL(weights[(j + k) * step]), NAME(load)(in + (j + k) * in_stride + b), sum[k]);
    if (rows == 1) sum[0] = (sum[0] + sum[1]) + (sum[2] + sum[3]);
    for (; j < last; j++) {
      const VECTOR row = NAME(load)(in + j * in_stride + b);
      for (int r = 0; r < rows; r++)
        sum[r] = FMA(ALL(weights[r * row_step + j * step]), row, sum[r]);
    }
    for (int r = 0; r < rows; r++) NAME(store)(out + r * out_stride + b, sum[r]);
  }
  // Heads narrower than a vector, or what is left of wider ones.
  for (int r = 0; r < rows && b < hw; r++) {
    for (int64_t c = b; c < hw; c++) out[r * out_stride + c] = 0;
    for (int64_t j = first; j < last; j++)
      for (int64_t c = b; c < hw; c++)
        out[r * out_stride + c] = FMA(weights[r * row_step + j * step], in[j * in_stride + c],
                                      out[r * out_stride + c]);
  }
}

// Sixteen ones, then zeros: a window on it keeps the first lanes of a vector. Storing single lanes and
// loading the vector again would stall instead.
static const REAL NAME(window)[2 * LANES] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

// Softmax of scale * row[0 ... last], in place; zeros up to `padded`, the end of the last vector.
INLINE void NAME(attend)(REAL *row, REAL scale, int64_t last, int64_t padded) {
  const VECTOR kept = NAME(load)(NAME(window) + LANES - 1 - last % LANES);
  const int64_t edge = padded - LANES;
  NAME(store)(row + edge, FMA(kept - 1, ALL(1e30), NAME(load)(row + edge)));
  VECTOR largest = NAME(load)(row);
  for (int64_t j = LANES; j < padded; j += LANES)
    largest = __builtin_elementwise_max(largest, NAME(load)(row + j));
  const REAL top = __builtin_reduce_max(largest);
  VECTOR sums = {0};
  for (int64_t j = 0; j < padded; j += LANES) {
    VECTOR x = EXP_VECTOR(scale * (NAME(load)(row + j) - top));
    if (j == edge) x *= kept;
    NAME(store)(row + j, x);
    sums += x;
  }
  const REAL inverse = 1 / NAME(total)(sums);
  for (int64_t j = 0; j < padded; j += LANES)
    NAME(store)(row + j, NAME(load)(row + j) * inverse);
}

// Whether the four rows from i on are worked on at once: they lie in one vector of LANES.
#define FOUR_FROM(i, length) ((i) % 4 == 0 && (i) + 4 <= (length))

INLINE void NAME(attention_body)(REAL *y, REAL *probabilities, REAL *scratch, const REAL *qkv,
                                 const int32_t *starts, const int32_t *firsts, int64_t sequences,
                                 int64_t heads, int64_t w, int64_t hw) {
  const REAL scale = 1 / __builtin_elementwise_sqrt((REAL)hw);
  const int64_t stride = 3 * w;
  for (int64_t s = 0; s < sequences; s++) {
    const int64_t start = starts[s] - starts[0], length = starts[s + 1] - starts[s];
    const int64_t padded = ROUNDED(length), first = firsts[s];
    if (first == length) continue;
    for (int64_t h = 0; h < heads; h++) {
      const REAL *q = qkv + start * stride + h * hw, *k = q + w, *v = q + 2 * w;
      REAL *out = y + h * hw, *row = probabilities;
      NAME(transpose)(scratch, k, length, padded, hw, stride);
      for (int64_t i = first; i < length;) {
        if (FOUR_FROM(i, length)) {
          const int64_t reach = ROUNDED(i + 4);
          NAME(products)(row, padded, q + i * stride, stride, scratch, padded, reach, hw, 4);
          for (int r = 0; r < 4; r++) NAME(attend)(row + r * padded, scale, i + r, reach);
          NAME(mixture)(out, w, row, padded, 1, v, stride, 0, i + 4, hw, 4);
          i += 4, row += 4 * padded, out += 4 * w;
        } else {
          const int64_t reach = ROUNDED(i + 1);
          NAME(products)(row, padded, q + i * stride, stride, scratch, padded, reach, hw, 1);
          NAME(attend)(row, scale, i, reach);
          NAME(mixture)(out, w, row, padded, 1, v, stride, 0, i + 1, hw, 1);
          i += 1, row += padded, out += w;
        }
      }
      probabilities = row;
    }
    y += (length - first) * w;
  }
}

// In place: d_scores[0 ..< reach] from d_probabilities, for one row of a softmax.
INLINE void NAME(attend_backward)(REAL *ds, const REAL *p, REAL scale, int64_t reach) {
  VECTOR sums = {0};
  for (int64_t j = 0; j < reach; j += LANES)
    sums = FMA(NAME(load)(p + j), NAME(load)(ds + j), sums);
  const REAL mean = NAME(total)(sums);
  for (int64_t j = 0; j < reach; j += LANES)
    NAME(store)(ds + j, scale * NAME(load)(p + j) * (NAME(load)(ds + j) - mean));
}

INLINE void NAME(attention_backward_body)(REAL *d_qkv, REAL *scratch, const REAL *dy,
                                          const REAL *probabilities, const REAL *qkv,
                                          const int32_t *starts, const int32_t *firsts,
                                          int64_t sequences, int64_t heads, int64_t w, int64_t hw) {
  const REAL scale = 1 / __builtin_elementwise_sqrt((REAL)hw);
  const int64_t stride = 3 * w;
  for (int64_t s = 0; s < sequences; s++) {
    const int64_t start = starts[s] - starts[0], length = starts[s + 1] - starts[s];
    const int64_t padded = ROUNDED(length), first = firsts[s], own = length - first;
    REAL *columns = scratch, *d_scores = scratch + hw * padded;
    for (int64_t i = 0; i < first; i++)
      memset(d_qkv + (start + i) * stride, 0, (size_t)(own > 0 ? w : stride) * sizeof(REAL));
    if (own == 0) continue;
    for (int64_t h = 0; h < heads; h++) {
      const REAL *q = qkv + start * stride + h * hw, *k = q + w, *v = q + 2 * w;
      REAL *dq = d_qkv + start * stride + h * hw, *dk = dq + w, *dv = dq + 2 * w;
      const REAL *d = dy + h * hw, *p = probabilities;
      NAME(transpose)(columns, v, length, padded, hw, stride);
      for (int64_t i = first; i < length;) {
        const int64_t row = i - first;
        REAL *ds = d_scores + row * padded;
        if (FOUR_FROM(i, length)) {
          const int64_t reach = ROUNDED(i + 4);
          NAME(products)(ds, padded, d + row * w, w, columns, padded, reach, hw, 4);
          for (int r = 0; r < 4; r++)
            NAME(attend_backward)(ds + r * padded, p + (row + r) * padded, scale, reach);
          NAME(mixture)(dq + i * stride, stride, ds, padded, 1, k, stride, 0, i + 4, hw, 4);
          i += 4;
        } else {
          const int64_t reach = ROUNDED(i + 1);
          NAME(products)(ds, padded, d + row * w, w, columns, padded, reach, hw, 1);
          NAME(attend_backward)(ds, p + row * padded, scale, reach);
          NAME(mixture)(dq + i * stride, stride, ds, padded, 1, k, stride, 0, i + 1, hw, 1);
          i += 1;
        }
      }
      // A key hears from the queries at and after it; before it the probabilities are zero.
      const REAL *asked = q + first * stride;
      for (int64_t j = 0; j < length;) {
        const int64_t since = j > first ? j - first : 0;
        if (FOUR_FROM(j, length)) {
          NAME(mixture)(dk + j * stride, stride, d_scores + j, 1, padded, asked, stride, since, own,
                        hw, 4);
          NAME(mixture)(dv + j * stride, stride, p + j, 1, padded, d, w, since, own, hw, 4);
          j += 4;
        } else {
          NAME(mixture)(dk + j * stride, stride, d_scores + j, 1, padded, asked, stride, since, own,
                        hw, 1);
          NAME(mixture)(dv + j * stride, stride, p + j, 1, padded, d, w, since, own, hw, 1);
          j += 1;
        }
      }
      probabilities += own * padded;
    }
    dy += own * w;
  }
}

// Asks for the keys and values that one head has of `count` tokens: sixty-four rows of them exceed the
// nearest caches, and the next row's can come while this one's are worked on.
INLINE void NAME(prefetch_head)(const REAL *kt, const REAL *vt, int64_t count, int64_t capacity,
                                int64_t hw) {
  for (int64_t c = 0; c < hw; c++)
    for (int64_t j = 0; j < count; j += LANES) __builtin_prefetch(kt + c * capacity + j);
  for (int64_t j = 0; j < count * hw; j += LANES) __builtin_prefetch(vt + j);
}

INLINE void NAME(attention_cached_body)(REAL *y, REAL *keys, REAL *values, REAL *scratch,
                                        const REAL *qkv, const int32_t *rows,
                                        const int32_t *counts, const int32_t *lengths,
                                        int64_t row_count, int64_t capacity, int64_t heads,
                                        int64_t w, int64_t hw) {
  const REAL scale = 1 / __builtin_elementwise_sqrt((REAL)hw);
  const int64_t stride = 3 * w;
  int64_t start = 0;
  for (int64_t r = 0; r < row_count; r++) {
    const int64_t count = counts[r], length = lengths[r];
    REAL *kt = keys + (int64_t)rows[r] * heads * hw * capacity;
    REAL *vt = values + (int64_t)rows[r] * heads * hw * capacity;
    const int64_t head = hw * capacity;
    if (r + 1 < row_count) {
      const int64_t next = (int64_t)rows[r + 1] * heads * head;
      for (int64_t h = 0; h < heads; h++)
        NAME(prefetch_head)(keys + next + h * head, values + next + h * head, lengths[r + 1],
                            capacity, hw);
    }
    for (int64_t i = 0; i < count; i++) {
      const REAL *k = qkv + (start + i) * stride + w, *v = k + w;
      const int64_t place = length + i;
      for (int64_t h = 0; h < heads; h++) {
        // Whole vectors of keys are read, so the lanes that have none yet must hold numbers.
        if (place % LANES == 0)
          for (int64_t c = 0; c < hw; c++)
            NAME(store)(kt + h * head + c * capacity + place, (VECTOR){0});
        for (int64_t c = 0; c < hw; c++) kt[h * head + c * capacity + place] = k[h * hw + c];
        for (int64_t c = 0; c < hw; c++) vt[h * head + place * hw + c] = v[h * hw + c];
      }
    }
    // Head after head within each step, not step after step within a head: what one head waits for,
    // the next can use the time of.
    for (int64_t i = 0; i < count; i++) {
      const REAL *q = qkv + (start + i) * stride;
      REAL *out = y + (start + i) * w;
      const int64_t last = length + i, reach = ROUNDED(last + 1);
      for (int64_t h = 0; h < heads; h++)
        NAME(products)(scratch + h * capacity, 0, q + h * hw, 0, kt + h * head, capacity, reach,
                       hw, 1);
      for (int64_t h = 0; h < heads; h++) NAME(attend)(scratch + h * capacity, scale, last, reach);
      for (int64_t h = 0; h < heads; h++)
        NAME(mixture)(out + h * hw, 0, scratch + h * capacity, 0, 1, vt + h * head, hw, 0,
                      last + 1, hw, 1);
    }
    start += count;
  }
}

// Known head widths are compiled on their own, so that their loops become straight vector code.
#define BY_HEAD_WIDTH(CALL)                    \
  switch (w / heads) {                         \
    case 8: CALL(8); break;                    \
    case 16: CALL(16); break;                  \
    case 32: CALL(32); break;                  \
    case 64: CALL(64); break;                  \
    default: CALL(w / heads); break;           \
  }

static void NAME(attention)(REAL *y, REAL *probabilities, REAL *scratch, const REAL *qkv,
                            const int32_t *starts, const int32_t *firsts, int64_t sequences,
                            int64_t heads, int64_t w) {
#define CALL(hw) \
  NAME(attention_body)(y, probabilities, scratch, qkv, starts, firsts, sequences, heads, w, hw)
  BY_HEAD_WIDTH(CALL)
#undef CALL
}

static void NAME(attention_backward)(REAL *d_qkv, REAL *scratch, const REAL *dy,
                                     const REAL *probabilities, const REAL *qkv,
                                     const int32_t *starts, const int32_t *firsts,
                                     int64_t sequences, int64_t heads, int64_t w) {
#define CALL(hw)                                                                                  \
  NAME(attention_backward_body)(d_qkv, scratch, dy, probabilities, qkv, starts, firsts, sequences, \
                                heads, w, hw)
  BY_HEAD_WIDTH(CALL)
#undef CALL
}

static void NAME(attention_cached)(REAL *y, REAL *keys, REAL *values, REAL *scratch,
                                   const REAL *qkv, const int32_t *rows, const int32_t *counts,
                                   const int32_t *lengths, int64_t row_count, int64_t capacity,
                                   int64_t heads, int64_t w) {
#define CALL(hw)                                                                                 \
  NAME(attention_cached_body)(y, keys, values, scratch, qkv, rows, counts, lengths, row_count, \
                              capacity, heads, w, hw)
  BY_HEAD_WIDTH(CALL)
#undef CALL
}

// Adds exp(distance) and exp(distance) * distance, of logits from the largest of them.
INLINE void NAME(add_shares)(VECTOR z, REAL largest, VECTOR *totals, VECTOR *weighted) {
  // A forbidden token's distance is brought down to where its share is nothing, not overflow.
  const VECTOR distance = __builtin_elementwise_max(z - ALL(largest), ALL(-80));
  const VECTOR x = EXP_VECTOR(distance);
  *totals += x;
  *weighted = FMA(x, distance, *weighted);
}

static void NAME(forbid)(REAL *logits, const uint64_t *legal, int64_t words, int64_t first,
                         int64_t m, int64_t v) {
  for (int64_t i = 0; i < m; i++) {
    REAL *restrict z = logits + i * v;
    const uint64_t *bits = legal + i * words;
    for (int64_t t = 0; t < v; t++)
      if (!((bits[(first + t) >> 6] >> ((first + t) & 63)) & 1)) z[t] = (REAL)-1e30;
  }
}

static void NAME(log_softmax)(const REAL *logits, REAL *peak, REAL *total, REAL *weighted,
                              REAL *chosen, const int32_t *targets, int64_t first, int64_t m,
                              int64_t v) {
  for (int64_t i = 0; i < m; i++) {
    const REAL *restrict z = logits + i * v;
    const int64_t whole = v / LANES * LANES;
    const VECTOR rest = NAME(load_some)(z + whole, v - whole, (REAL)-INFINITY);
    VECTOR top = rest;
    for (int64_t t = 0; t < whole; t += LANES)
      top = __builtin_elementwise_max(top, NAME(load)(z + t));
    const REAL largest = __builtin_reduce_max(top);
    VECTOR shares = {0}, moments = {0};
    for (int64_t t = 0; t < whole; t += LANES)
      NAME(add_shares)(NAME(load)(z + t), largest, &shares, &moments);
    if (whole < v) {
      VECTOR some = {0}, some_moments = {0};
      NAME(add_shares)(rest, largest, &some, &some_moments);
      const VECTOR kept = NAME(load)(NAME(window) + LANES - (v - whole));
      shares = FMA(some, kept, shares);
      moments = FMA(some_moments, kept, moments);
    }
    const REAL share = NAME(total)(shares), moment = NAME(total)(moments);
    if (first == 0) {
      peak[i] = largest, total[i] = share, weighted[i] = moment;
    } else {
      const REAL highest = largest > peak[i] ? largest : peak[i];
      // As far below as add_shares looks, and no further.
      const REAL before = peak[i] - highest < -80 ? -80 : peak[i] - highest;
      const REAL here = largest - highest < -80 ? -80 : largest - highest;
      const REAL kept = EXP(before), added = EXP(here);
      weighted[i] = FMA(kept, FMA(before, total[i], weighted[i]), added * FMA(here, share, moment));
      total[i] = FMA(kept, total[i], added * share);
      peak[i] = highest;
    }
    const int64_t target = targets[i] - first;
    if (target >= 0 && target < v) chosen[i] = z[target];
  }
}

static void NAME(log_softmax_end)(REAL *peak, const REAL *total, REAL *weighted, REAL *chosen,
                                  const int32_t *targets, int64_t m) {
  for (int64_t i = 0; i < m; i++) {
    const REAL remainder = (REAL)log(total[i]);
    peak[i] += remainder;
    chosen[i] = targets[i] < 0 ? 0 : chosen[i] - peak[i];
    weighted[i] = targets[i] < 0 ? 0 : remainder - weighted[i] / total[i];
  }
}

static void NAME(log_softmax_backward)(REAL *logits, const REAL *log_total, const REAL *entropy,
                                       const REAL *g, const REAL *h, const int32_t *targets,
                                       int64_t first, int64_t m, int64_t v) {
  for (int64_t i = 0; i < m; i++) {
    REAL *restrict z = logits + i * v;
    const REAL total = log_total[i], gi = g[i], hi = h[i], e = entropy[i];
    if (targets[i] < 0) {
      for (int64_t t = 0; t < v; t++) z[t] = 0;
      continue;
    }
    if (hi == 0) {
      for (int64_t t = 0; t < v; t++) z[t] = -gi * EXP(z[t] - total);
    } else {
      for (int64_t t = 0; t < v; t++) {
        const REAL log_p = z[t] - total < -80 ? -80 : z[t] - total;
        z[t] = -EXP(log_p) * FMA(hi, log_p + e, gi);
      }
    }
    const int64_t target = targets[i] - first;
    if (target >= 0 && target < v) z[target] += gi;
  }
}

#undef VECTOR
#undef EXP
#undef EXP_VECTOR
#undef ALL
#undef GELU_SLOPE
#undef GELU_CUBIC
#undef BY_HEAD_WIDTH
#undef FOUR_FROM
#undef NAME
#undef REAL
