#include "CKernels.h"

#include <math.h>
#include <stddef.h>

static inline int is_legal(const uint64_t *legal, int32_t t) {
  return legal == NULL || ((legal[t >> 6] >> (t & 63)) & 1);
}

int32_t rlhf_sample_token_f32(const float *logits, const uint64_t *legal, int32_t vocabulary,
                              float temperature, double uniform, float *log_probability) {
  int32_t best = -1;
  for (int32_t t = 0; t < vocabulary; t++)
    if (is_legal(legal, t) && (best < 0 || logits[t] > logits[best])) best = t;
  *log_probability = 0;
  if (temperature <= 0 || best < 0) return best;
  double total = 0;
  for (int32_t t = 0; t < vocabulary; t++)
    if (is_legal(legal, t)) total += exp((logits[t] - logits[best]) / temperature);
  double left = uniform * total;
  int32_t token = best;
  for (int32_t t = 0; t < vocabulary; t++) {
    if (!is_legal(legal, t)) continue;
    token = t;
    left -= exp((logits[t] - logits[best]) / temperature);
    if (left < 0) break;
  }
  *log_probability = (float)((logits[token] - logits[best]) / temperature - log(total));
  return token;
}
