#include "CKernels.h"
#include "vectorized.h"

// Bit for bit what the same arithmetic gives one by one: no product is fused with a sum.
#pragma clang fp contract(off)

KERNEL void rlhf_standardize(const double *restrict one, const double *restrict two, double mean,
                             double deviation, int64_t count, double *restrict worth,
                             double *restrict quality) {
  for (int64_t i = 0; i < count; i++) {
    const double value = (one[i] + two[i] - mean) / deviation;
    worth[i] = value;
    quality[i] = value;
  }
}

KERNEL void rlhf_lean(const double *restrict first, const double *restrict second,
                      double rationality, double bias, int64_t count, double *restrict leaning) {
  for (int64_t i = 0; i < count; i++)
    leaning[i] = rationality * (first[i] - second[i]) + bias;
}

KERNEL int64_t rlhf_logistic_choices(const double *restrict leaning, const double *restrict draw,
                                     int64_t count, uint8_t *restrict choice) {
  int32_t undecided = 0;
  for (int64_t i = 0; i < count; i++) {
    const float p = 1.0f / (1.0f + exp_f32(-(float)leaning[i]));
    const float distance = p - (float)draw[i];
    // A NaN is near everything.
    const int32_t near = !(fabsf(distance) > 2e-6f);
    choice[i] = near ? 2 : distance > 0 ? 0 : 1;
    undecided += near;
  }
  return undecided;
}

KERNEL void rlhf_slip(const double *restrict draw, double mistakes, int64_t count,
                      uint8_t *restrict choice) {
  for (int64_t i = 0; i < count; i++) choice[i] ^= draw[i] < mistakes;
}

KERNEL void rlhf_call_ties(const double *restrict first, const double *restrict second, double gap,
                           uint8_t tie, int64_t count, uint8_t *restrict choice) {
  for (int64_t i = 0; i < count; i++)
    choice[i] = fabs(first[i] - second[i]) < gap ? tie : choice[i];
}

KERNEL void rlhf_decline(const double *restrict first, const double *restrict second, double level,
                         uint8_t declined, int64_t count, uint8_t *restrict choice) {
  for (int64_t i = 0; i < count; i++)
    choice[i] = ((first[i] <= level) & (second[i] <= level)) ? declined : choice[i];
}
