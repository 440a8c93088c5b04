// Vector kernels for the networks: everything that is not a matrix product.
//
// Each exists for float (suffix _f32, the one that trains) and double (_f64, by which derivatives are
// checked). All matrices are row-major. Functions are compiled for several x86-64 levels and chosen
// when the program is loaded; results may differ between processors in the last bits only.
#ifndef RLHF_CKERNELS_H
#define RLHF_CKERNELS_H

#include <stdint.h>

// The level that the kernels were chosen for: "x86-64-v4", "x86-64-v3" or "default".
const char *rlhf_kernel_level(void);

// Draws one token from softmax(logits / temperature) over the legal tokens.
//   legal: bit t of word t / 64 is set when token t may be chosen; NULL when all may.
//   temperature: > 0, or 0 for the most probable token.
//   uniform: in [0, 1), decides.
//   scratch: room for `vocabulary` floats.
//   log_probability: receives log pi(token) in nats, under that temperature (0 when greedy).
// Returns the token.
int32_t rlhf_sample_token_f32(const float *logits, const uint64_t *legal, int32_t vocabulary,
                              float temperature, double uniform, float *scratch,
                              float *log_probability);

// Pairs of strengths under the logistic model: of pair r, items first[r] and second[r], how often
// the first won and lost. With d the gap of their strengths and p = sigmoid(d):
//     slope[first] += wins (1 - p) - losses p, slope[second] -= the same,
//     curvature[r] = (wins + losses) p (1 - p), diagonal[first] += that, diagonal[second] += that.
void rlhf_logistic_slope(double *slope, double *diagonal, double *curvature, const int32_t *first,
                         const int32_t *second, const double *wins, const double *losses,
                         int64_t n, const double *strengths);
// product[first] += curvature[r] (vector[first] - vector[second]), product[second] -= the same.
void rlhf_pair_product(double *product, const double *curvature, const int32_t *first,
                       const int32_t *second, int64_t n, const double *vector);
// The sum of wins log p + losses log(1 - p) over the pairs.
double rlhf_logistic_value(const int32_t *first, const int32_t *second, const double *wins,
                           const double *losses, int64_t n, const double *strengths);

#define RLHF_DECLARE_KERNELS(REAL, SUFFIX)                                                        \
  /* y[n][w] = token_table[tokens[i]] + position_table[positions[i]] */                           \
  void rlhf_embed_##SUFFIX(REAL *y, const REAL *token_table, const REAL *position_table,          \
                           const int32_t *tokens, const int32_t *positions, int64_t n, int64_t w); \
  /* the derivative of rlhf_embed by both tables, added to them */                                \
  void rlhf_embed_backward_##SUFFIX(REAL *d_token, REAL *d_position, const REAL *dy,              \
                                    const int32_t *tokens, const int32_t *positions, int64_t n,   \
                                    int64_t w);                                                   \
  /* y = gain * (x - mean) / sqrt(variance + 1e-5) + bias, row by row; statistics are kept */     \
  void rlhf_layer_norm_##SUFFIX(REAL *y, REAL *mean, REAL *inverse_deviation, const REAL *x,      \
                                const REAL *gain, const REAL *bias, int64_t n, int64_t w);        \
  /* adds the derivatives by x, gain and bias */                                                  \
  void rlhf_layer_norm_backward_##SUFFIX(REAL *dx, REAL *d_gain, REAL *d_bias, const REAL *dy,    \
                                         const REAL *x, const REAL *mean,                         \
                                         const REAL *inverse_deviation, const REAL *gain,         \
                                         int64_t n, int64_t w);                                   \
  /* y[n][w] = bias, in every row */                                                              \
  void rlhf_fill_rows_##SUFFIX(REAL *y, const REAL *bias, int64_t n, int64_t w);                  \
  /* y[n][w] = x[n][w] + bias */                                                                  \
  void rlhf_add_rows_##SUFFIX(REAL *y, const REAL *x, const REAL *bias, int64_t n, int64_t w);    \
  /* y[m][w] = the given rows of x, counted from row `first` */                                   \
  void rlhf_gather_rows_##SUFFIX(REAL *y, const REAL *x, const int32_t *rows, int64_t first,      \
                                 int64_t m, int64_t w);                                           \
  /* the given rows of x, counted from row `first`, += y[m][w] */                                 \
  void rlhf_scatter_rows_##SUFFIX(REAL *x, const REAL *y, const int32_t *rows, int64_t first,     \
                                  int64_t m, int64_t w);                                          \
  /* x = 0 */                                                                                     \
  void rlhf_clear_##SUFFIX(REAL *x, int64_t count);                                               \
  /* d_bias[w] += the sum of dy's rows */                                                         \
  void rlhf_sum_rows_##SUFFIX(REAL *d_bias, const REAL *dy, int64_t n, int64_t w);                \
  /* z += bias; y = gelu(z) by the tanh approximation (Hendrycks & Gimpel 2016) */                \
  void rlhf_gelu_##SUFFIX(REAL *y, REAL *z, const REAL *bias, int64_t n, int64_t w);              \
  /* dz = dy * gelu'(z), in place of dy; d_bias[w] += its rows' sum */                            \
  void rlhf_gelu_backward_##SUFFIX(REAL *dy, REAL *d_bias, const REAL *z, int64_t n, int64_t w);  \
  /* causal attention of packed sequences; qkv[n][3 w], y[n][w]; probabilities of each sequence   \
     and head are kept as length x stride(length), stride = length rounded up to 16 */            \
  void rlhf_attention_##SUFFIX(REAL *y, REAL *probabilities, REAL *scratch, const REAL *qkv,      \
                               const int32_t *starts, int64_t sequences, int64_t heads,           \
                               int64_t w);                                                        \
  /* d_qkv[n][3 w] from dy[n][w] */                                                               \
  void rlhf_attention_backward_##SUFFIX(REAL *d_qkv, REAL *scratch, const REAL *dy,               \
                                        const REAL *probabilities, const REAL *qkv,               \
                                        const int32_t *starts, int64_t sequences, int64_t heads,  \
                                        int64_t w);                                               \
  /* attention of new tokens over what is remembered. keys: per row and head, (w / heads) x      \
     capacity; values: per row and head, capacity x (w / heads). The new keys and values are      \
     stored first. rows, counts, lengths: per extended row its cache row, how many new tokens     \
     it has, and how many it had before */                                                        \
  void rlhf_attention_cached_##SUFFIX(REAL *y, REAL *keys, REAL *values, REAL *scratch,           \
                                      const REAL *qkv, const int32_t *rows,                       \
                                      const int32_t *counts, const int32_t *lengths,              \
                                      int64_t row_count, int64_t capacity, int64_t heads,         \
                                      int64_t w);                                                 \
  /* per row of logits[m][v]: log softmax at the target, and the entropy, over legal tokens;      \
     illegal logits become a large negative number, and log_total receives log sum exp */         \
  void rlhf_log_softmax_##SUFFIX(REAL *logits, REAL *log_total, REAL *log_probability,            \
                                 REAL *entropy, const int32_t *targets, const uint64_t *legal,    \
                                 int64_t words, int64_t m, int64_t v);                            \
  /* logits become the derivative of                                                              \
       sum_i g_i log p_i(target_i) + h_i entropy_i                                                \
     by the logits, given what rlhf_log_softmax left */                                           \
  void rlhf_log_softmax_backward_##SUFFIX(REAL *logits, const REAL *log_total,                    \
                                          const REAL *entropy, const REAL *g, const REAL *h,      \
                                          const int32_t *targets, int64_t m, int64_t v);

RLHF_DECLARE_KERNELS(float, f32)
RLHF_DECLARE_KERNELS(double, f64)

// The sum of squares of a vector, accumulated in double precision in 16 fixed lanes, so that it does
// not depend on the width of the machine's registers.
double rlhf_sum_of_squares_f32(const float *values, int64_t count);

// The constants of one AdamW step.
struct rlhf_adamw_step {
  float gradient_scale;       // multiplies the gradient first: clipping
  float first_decay;          // beta 1
  float second_decay;         // beta 2
  float step_size;            // learning rate / (1 - beta1^t)
  float second_correction;    // 1 / sqrt(1 - beta2^t)
  float epsilon;              // added to the root of the corrected second moment
  float shrinkage;            // multiplies the parameters first: 1 - learning rate * weight decay
};

// One AdamW step over `count` parameters; updates the parameters and both moments in place.
void rlhf_adamw_f32(float *parameters, const float *gradient, float *first, float *second,
                    int64_t count, struct rlhf_adamw_step step);

#endif
