// Vector kernels for the networks: everything that is not a matrix product.
#ifndef RLHF_CKERNELS_H
#define RLHF_CKERNELS_H

#include <stdint.h>

// Draws one token from softmax(logits / temperature) over the legal tokens.
//   legal: bit t of word t / 64 is set when token t may be chosen; NULL when all may.
//   temperature: > 0, or 0 for the most probable token.
//   uniform: in [0, 1), decides.
//   log_probability: receives log pi(token) in nats, under that temperature (0 when greedy).
// Returns the token.
int32_t rlhf_sample_token_f32(const float *logits, const uint64_t *legal, int32_t vocabulary,
                              float temperature, double uniform, float *log_probability);

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
