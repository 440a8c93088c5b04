// All kernels at one level of the processor. A level sets, before it includes this:
//   LEVEL         the name of its table
//   LEVEL_NAME    what it is called
//   NUMBERS_NAME  what its numbers are called
//   FUSED         1 when it has fused multiply-adds, otherwise 0
//   REGISTER      the bytes of a register
//   TILE_ROWS     rows of a product that are worked on at once, up to 12: two registers for each row,
//                 two more, and one or two for factors
#include "CKernels.h"
#include "vectorized.h"

#define REAL float
#define NAME(x) x##_f32
#include "kernels_template.h"

#define REAL double
#define NAME(x) x##_f64
#include "kernels_template.h"

#include "adamw.h"
#include "logistic.h"
#include "sample.h"

#define KERNELS_OF(SUFFIX)                                                    \
  {                                                                           \
    .multiply = multiply_##SUFFIX,                                            \
    .embed = embed_##SUFFIX,                                                  \
    .embed_backward = embed_backward_##SUFFIX,                                \
    .layer_norm = layer_norm_##SUFFIX,                                        \
    .layer_norm_backward = layer_norm_backward_##SUFFIX,                      \
    .fill_rows = fill_rows_##SUFFIX,                                          \
    .add_rows = add_rows_##SUFFIX,                                            \
    .gather_rows = gather_rows_##SUFFIX,                                      \
    .scatter_rows = scatter_rows_##SUFFIX,                                    \
    .clear = clear_##SUFFIX,                                                  \
    .sum_rows = sum_rows_##SUFFIX,                                            \
    .gelu = gelu_##SUFFIX,                                                    \
    .gelu_backward = gelu_backward_##SUFFIX,                                  \
    .attention = attention_##SUFFIX,                                          \
    .attention_backward = attention_backward_##SUFFIX,                        \
    .attention_cached = attention_cached_##SUFFIX,                            \
    .forbid = forbid_##SUFFIX,                                                \
    .log_softmax = log_softmax_##SUFFIX,                                      \
    .log_softmax_end = log_softmax_end_##SUFFIX,                              \
    .log_softmax_backward = log_softmax_backward_##SUFFIX                     \
  }

const struct rlhf_kernels LEVEL = {
    .level = LEVEL_NAME,
    .numbers = NUMBERS_NAME,
    .f32 = KERNELS_OF(f32),
    .f64 = KERNELS_OF(f64),
    .sample_token = sample_token,
    .logistic_slope = logistic_slope,
    .pair_product = pair_product,
    .logistic_value = logistic_value,
    .sum_of_squares = sum_of_squares,
    .adamw = adamw,
};
