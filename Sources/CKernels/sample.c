#include "CKernels.h"
#include "vectorized.h"

KERNEL int32_t rlhf_sample_token_f32(const float *logits, const uint64_t *legal,
                                     int32_t vocabulary, float temperature, double uniform,
                                     float *scratch, float *log_probability) {
  FAST_SUMS
  float *restrict weight = scratch;
  for (int32_t t = 0; t < vocabulary; t++) weight[t] = logits[t];
  if (legal != NULL)
    for (int32_t t = 0; t < vocabulary; t++)
      if (!((legal[t >> 6] >> (t & 63)) & 1)) weight[t] = -INFINITY;
  float largest = weight[0];
  for (int32_t t = 0; t < vocabulary; t++) largest = weight[t] > largest ? weight[t] : largest;
  *log_probability = 0;
  if (temperature <= 0) {
    for (int32_t t = 0; t < vocabulary; t++)
      if (weight[t] == largest) return t;
    return 0;
  }
  const float inverse = 1 / temperature;
  float total = 0;
  for (int32_t t = 0; t < vocabulary; t++) {
    const float distance = (weight[t] - largest) * inverse;
    const float x = distance < -80 ? 0 : exp_f32(distance);
    weight[t] = x;
    total += x;
  }
  // Sums of sixteen find the stretch, then one by one: short, and the same on every machine.
  float left = (float)(uniform * total);
  int32_t first = 0;
  for (; first + 16 < vocabulary; first += 16) {
    float sum = 0;
    for (int32_t k = 0; k < 16; k++) sum += weight[first + k];
    if (left < sum) break;
    left -= sum;
  }
  int32_t token = -1;
  for (int32_t t = first; t < vocabulary; t++) {
    if (weight[t] <= 0) continue;
    token = t;
    left -= weight[t];
    if (left < 0) break;
  }
  if (token < 0)  // Rounding ran past the last possible token.
    for (int32_t t = 0; t < vocabulary; t++)
      if (weight[t] > 0) token = t;
  *log_probability = (logits[token] - largest) * inverse - logf(total);
  return token;
}
