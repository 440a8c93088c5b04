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

#endif
