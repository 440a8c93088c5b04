// How kernels are compiled: for three levels of x86-64, the best chosen when the program is loaded.
#ifndef RLHF_VECTORIZED_H
#define RLHF_VECTORIZED_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define KERNEL __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define KERNEL
#endif
#define INLINE static inline __attribute__((always_inline))

// Sums may be reordered, so that they can be taken in vectors.
#define FAST_SUMS _Pragma("clang fp reassociate(on) contract(fast)")

// exp for vectors: 2^n * p(r) with |r| <= log(2)/2, p the minimax polynomial of Cephes (S. Moshier,
// expf.c); within 2 units in the last place. Arguments are clamped to where floats are normal.
INLINE float exp_f32(float x) {
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  const float shift = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number.
  const float shifted = x * 1.44269504088896341f + shift;
  const float n = shifted - shift;
  float r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  float p = 1.9875691500E-4f;
  p = p * r + 1.3981999507E-3f;
  p = p * r + 8.3334519073E-3f;
  p = p * r + 4.1665795894E-2f;
  p = p * r + 1.6666665459E-1f;
  p = p * r + 5.0000001201E-1f;
  p = p * r * r + r + 1.0f;
  const union {
    int32_t i;
    float f;
  } power = {.i = ((int32_t)n + 127) << 23};
  return p * power.f;
}

INLINE double exp_f64(double x) { return exp(x); }

// Vectors are passed between inlined functions only, so no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"

// Sixteen numbers that are worked on at once: one AVX-512 register of floats.
#define LANES 16
#define ROUNDED(n) (((n) + LANES - 1) / LANES * LANES)
typedef float lanes_f32 __attribute__((vector_size(LANES * sizeof(float))));
typedef int32_t lanes_i32 __attribute__((vector_size(LANES * sizeof(int32_t))));
typedef double lanes_f64 __attribute__((vector_size(LANES * sizeof(double))));

// exp_f32, sixteen at once.
INLINE lanes_f32 exp_lanes_f32(lanes_f32 x) {
  x = __builtin_elementwise_min(__builtin_elementwise_max(x, (lanes_f32){} - 87.0f),
                                (lanes_f32){} + 88.0f);
  const float shift = 12582912.0f;
  const lanes_f32 shifted = x * 1.44269504088896341f + shift;
  const lanes_f32 n = shifted - shift;
  lanes_f32 r = x - n * 0.693359375f;
  r = r + n * 2.12194440e-4f;
  lanes_f32 p = r * 1.9875691500E-4f + 1.3981999507E-3f;
  p = p * r + 8.3334519073E-3f;
  p = p * r + 4.1665795894E-2f;
  p = p * r + 1.6666665459E-1f;
  p = p * r + 5.0000001201E-1f;
  p = p * r * r + r + 1.0f;
  const lanes_i32 power = (__builtin_convertvector(n, lanes_i32) + 127) << 23;
  return p * (lanes_f32)power;
}

INLINE lanes_f64 exp_lanes_f64(lanes_f64 x) {
  for (int k = 0; k < LANES; k++) x[k] = exp(x[k]);
  return x;
}

#endif
