// Vector kernels for the networks, matrix products among them, and for paired comparisons.
//
// All are compiled for several levels of x86-64, and a process uses the widest that its processor has.
// Matrices are row-major. How sums are taken is fixed, so that all levels with fused multiply-adds give
// the same bits; vectorized.h says how. On x86-64 only the level without them gives others.
#ifndef RLHF_CKERNELS_H
#define RLHF_CKERNELS_H

#include <stdbool.h>
#include <stdint.h>

// A pointer to a function, which is never null and may be called from any thread.
#define RLHF_KERNEL _Nonnull __attribute__((swift_attr("@Sendable")))
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-completeness"

// What exists for float, the type that trains, and for double, by which derivatives are checked.
#define RLHF_DECLARE_KERNELS(REAL, SUFFIX)                                                        \
  struct rlhf_kernels_##SUFFIX {                                                                  \
    /* c[m][n] = a * b, or c + a * b when `adds`: the sum runs over k. a is m x k, or k x m       \
       when transpose_a; b is k x n, or n x k when transpose_b. Each element is one chain of      \
       multiply-adds in the order of k, begun at 0 or at what c held */                           \
    void (*RLHF_KERNEL multiply)(REAL *c, const REAL *a, bool transpose_a, const REAL *b,         \
        bool transpose_b, int64_t m, int64_t n, int64_t k, bool adds);                            \
    /* y[n][w] = token_table[tokens[i]] + position_table[positions[i]] */                         \
    void (*RLHF_KERNEL embed)(REAL *y, const REAL *token_table, const REAL *position_table,       \
        const int32_t *tokens, const int32_t *positions, int64_t n, int64_t w);                   \
    /* the derivative of rlhf_embed by both tables, added to them */                              \
    void (*RLHF_KERNEL embed_backward)(REAL *d_token, REAL *d_position, const REAL *dy,           \
        const int32_t *tokens, const int32_t *positions, int64_t n, int64_t w);                   \
    /* y = gain * (x - mean) / sqrt(variance + 1e-5) + bias, row by row; statistics are kept      \
       */                                                                                         \
    void (*RLHF_KERNEL layer_norm)(REAL *y, REAL *mean, REAL *inverse_deviation, const REAL       \
        *x, const REAL *gain, const REAL *bias, int64_t n, int64_t w);                            \
    /* adds the derivatives by x, gain and bias */                                                \
    void (*RLHF_KERNEL layer_norm_backward)(REAL *dx, REAL *d_gain, REAL *d_bias, const REAL      \
        *dy, const REAL *x, const REAL *mean, const REAL *inverse_deviation, const REAL           \
        *gain, int64_t n, int64_t w);                                                             \
    /* y[n][w] = bias, in every row */                                                            \
    void (*RLHF_KERNEL fill_rows)(REAL *y, const REAL *bias, int64_t n, int64_t w);               \
    /* y[n][w] = x[n][w] + bias */                                                                \
    void (*RLHF_KERNEL add_rows)(REAL *y, const REAL *x, const REAL *bias, int64_t n,             \
        int64_t w);                                                                               \
    /* y[m][w] = the given rows of x, counted from row `first` */                                 \
    void (*RLHF_KERNEL gather_rows)(REAL *y, const REAL *x, const int32_t *rows, int64_t          \
        first, int64_t m, int64_t w);                                                             \
    /* the given rows of x, counted from row `first`, += y[m][w] */                               \
    void (*RLHF_KERNEL scatter_rows)(REAL *x, const REAL *y, const int32_t *rows, int64_t         \
        first, int64_t m, int64_t w);                                                             \
    /* x = 0 */                                                                                   \
    void (*RLHF_KERNEL clear)(REAL *x, int64_t count);                                            \
    /* d_bias[w] += the sum of dy's rows */                                                       \
    void (*RLHF_KERNEL sum_rows)(REAL *d_bias, const REAL *dy, int64_t n, int64_t w);             \
    /* z += bias; y = gelu(z) by the tanh approximation (Hendrycks & Gimpel 2016) */              \
    void (*RLHF_KERNEL gelu)(REAL *y, REAL *z, const REAL *bias, int64_t n, int64_t w);           \
    /* dz = dy * gelu'(z), in place of dy; d_bias[w] += its rows' sum */                          \
    void (*RLHF_KERNEL gelu_backward)(REAL *dy, REAL *d_bias, const REAL *z, int64_t n,           \
        int64_t w);                                                                               \
    /* causal attention of packed sequences; qkv[n][3 w]. Of sequence s only the tokens from      \
       firsts[s] on look back; y[..][w] has theirs, end to end. Their probabilities are kept by   \
       sequence and head as (length - firsts[s]) x stride(length), stride = length rounded up to  \
       16 */                                                                                      \
    void (*RLHF_KERNEL attention)(REAL *y, REAL *probabilities, REAL *scratch, const REAL         \
        *qkv, const int32_t *starts, const int32_t *firsts, int64_t sequences, int64_t heads,     \
        int64_t w);                                                                               \
    /* d_qkv[n][3 w] from dy[..][w] */                                                            \
    void (*RLHF_KERNEL attention_backward)(REAL *d_qkv, REAL *scratch, const REAL *dy, const      \
        REAL *probabilities, const REAL *qkv, const int32_t *starts, const int32_t *firsts,       \
        int64_t sequences, int64_t heads, int64_t w);                                             \
    /* attention of new tokens over what is remembered. keys: per row and head, (w / heads)       \
       x capacity; values: per row and head, capacity x (w / heads). The new keys and values      \
       are stored first. rows, counts, lengths: per extended row its cache row, how many new      \
       tokens it has, and how many it had before */                                               \
    void (*RLHF_KERNEL attention_cached)(REAL *y, REAL *keys, REAL *values, REAL *scratch,        \
        const REAL *qkv, const int32_t *rows, const int32_t *counts, const int32_t *lengths,      \
        int64_t row_count, int64_t capacity, int64_t heads, int64_t w);                           \
    /* logits[m][v] of the tokens from `first` on that are illegal become a large negative        \
       number; bit t of a row of `words` words is set when token t is legal */                    \
    void (*RLHF_KERNEL forbid)(REAL *logits, const uint64_t *legal, int64_t words, int64_t        \
        first, int64_t m, int64_t v);                                                             \
    /* one part of a log softmax: the logits[m][v] of the tokens from `first` on, part after      \
       part from 0. What is known so far of each row: the largest logit, sum exp(logit -          \
       peak), sum exp(logit - peak) (logit - peak), and the target's logit */                     \
    void (*RLHF_KERNEL log_softmax)(const REAL *logits, REAL *peak, REAL *total, REAL             \
        *weighted, REAL *chosen, const int32_t *targets, int64_t first, int64_t m, int64_t        \
        v);                                                                                       \
    /* after the last part: peak becomes log sum exp, weighted the entropy, chosen the log        \
       probability of the target */                                                               \
    void (*RLHF_KERNEL log_softmax_end)(REAL *peak, const REAL *total, REAL *weighted,            \
        REAL *chosen, const int32_t *targets, int64_t m);                                         \
    /* the logits of one part become the derivative of sum_i g_i log p_i(target_i) + h_i          \
       entropy_i by them, given what log_softmax_end left */                                      \
    void (*RLHF_KERNEL log_softmax_backward)(REAL *logits, const REAL *log_total, const REAL      \
        *entropy, const REAL *g, const REAL *h, const int32_t *targets, int64_t first,            \
        int64_t m, int64_t v);                                                                    \
  };

RLHF_DECLARE_KERNELS(float, f32)
RLHF_DECLARE_KERNELS(double, f64)

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

// All kernels of one level. Its texts are constants.
struct __attribute__((swift_attr("@Sendable"))) rlhf_kernels {
  // "x86-64-v4", "x86-64-v3", "x86-64" or "emulated"; elsewhere "arm64" or "portable".
  const char *_Nonnull level;
  // What the level's numbers are called; levels that give the same bits share the name.
  const char *_Nonnull numbers;

  struct rlhf_kernels_f32 f32;
  struct rlhf_kernels_f64 f64;

  // Draws one token from softmax(logits / temperature) over the legal tokens.
  //   legal: bit t of word t / 64 is set when token t may be chosen; NULL when all may.
  //   temperature: > 0, or 0 for the most probable token.
  //   uniform: in [0, 1), decides.
  //   scratch: room for `vocabulary` floats.
  //   log_probability: receives log pi(token) in nats, under that temperature (0 when greedy).
  // Returns the token.
  int32_t (*RLHF_KERNEL sample_token)(const float *logits, const uint64_t *legal,
                                      int32_t vocabulary, float temperature, double uniform,
                                      float *scratch, float *log_probability);

  // Pairs of strengths under the logistic model: of pair r, items first[r] and second[r], how often
  // the first won and lost. With d the gap of their strengths and p = sigmoid(d):
  //     slope[first] += wins (1 - p) - losses p, slope[second] -= the same,
  //     curvature[r] = (wins + losses) p (1 - p), diagonal[first] += that, diagonal[second] += that.
  void (*RLHF_KERNEL logistic_slope)(double *slope, double *diagonal, double *curvature,
                                     const int32_t *first, const int32_t *second,
                                     const double *wins, const double *losses, int64_t n,
                                     const double *strengths);
  // product[first] += curvature[r] (vector[first] - vector[second]), product[second] -= the same.
  void (*RLHF_KERNEL pair_product)(double *product, const double *curvature, const int32_t *first,
                                   const int32_t *second, int64_t n, const double *vector);
  // The sum of wins log p + losses log(1 - p) over the pairs.
  double (*RLHF_KERNEL logistic_value)(const int32_t *first, const int32_t *second,
                                       const double *wins, const double *losses, int64_t n,
                                       const double *strengths);

  // The sum of squares of a vector, in double precision.
  double (*RLHF_KERNEL sum_of_squares)(const float *values, int64_t count);
  // One AdamW step over `count` parameters; updates the parameters and both moments in place.
  void (*RLHF_KERNEL adamw)(float *parameters, const float *gradient, float *first, float *second,
                            int64_t count, struct rlhf_adamw_step step);
};

// The kernels that this process uses: those of the widest level that its processor has, or of the level
// named by the environment variable RLHF_KERNEL_LEVEL, which is read once. Ends the process with code 64
// when the processor does not have that.
const struct rlhf_kernels *_Nonnull rlhf_chosen_kernels(void);

// The kernels of the processor's levels, the widest at rank 0; NULL past the last. The last on x86-64,
// "emulated", is only for checking the others: it calls a function for each multiply-add.
const struct rlhf_kernels *_Nullable rlhf_kernels_at(int32_t rank);

#pragma clang diagnostic pop
#endif
