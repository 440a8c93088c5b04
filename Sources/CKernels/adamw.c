#include "CKernels.h"

#include <math.h>

#pragma clang fp contract(fast)

// One compilation for each generation of vector registers; the loader picks the widest that fits.
#if defined(__x86_64__) && defined(__linux__)
#define FOR_EVERY_CPU __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EVERY_CPU
#endif

enum { LANES = 16 };

FOR_EVERY_CPU
static double sum_of_squares(const float *restrict values, int64_t count) {
  double lanes[LANES] = {0};
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES)
    for (int lane = 0; lane < LANES; lane++) {
      double value = values[i + lane];
      lanes[lane] += value * value;
    }
  double total = 0;
  for (; i < count; i++) total += (double)values[i] * values[i];
  for (int lane = 0; lane < LANES; lane++) total += lanes[lane];
  return total;
}

FOR_EVERY_CPU
static void adamw(float *restrict parameters, const float *restrict gradient,
                  float *restrict first, float *restrict second, int64_t count,
                  struct rlhf_adamw_step step) {
  float first_share = 1 - step.first_decay, second_share = 1 - step.second_decay;
  for (int64_t i = 0; i < count; i++) {
    float g = gradient[i] * step.gradient_scale;
    float m = step.first_decay * first[i] + first_share * g;
    float v = step.second_decay * second[i] + second_share * g * g;
    first[i] = m;
    second[i] = v;
    // Unlike sqrtf this sets no errno, which would keep the loop from being vectorised.
    float root = __builtin_elementwise_sqrt(v) * step.second_correction + step.epsilon;
    parameters[i] = parameters[i] * step.shrinkage - step.step_size * m / root;
  }
}

double rlhf_sum_of_squares_f32(const float *values, int64_t count) {
  return sum_of_squares(values, count);
}

void rlhf_adamw_f32(float *parameters, const float *gradient, float *first, float *second,
                    int64_t count, struct rlhf_adamw_step step) {
  adamw(parameters, gradient, first, second, count, step);
}
