// How kernels are written so that their numbers do not depend on the width of the machine's registers:
//
// - A sum is taken in LANES parts, in order, which are added up by `total` in one fixed tree. The
//   compiler may not reorder it.
// - A product that is added to something is written FMA(a, b, c), which rounds once where the level
//   has fused multiply-adds; the compiler may not fuse others.
//
// Included once for each level, under the level's FUSED (0 or 1).
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF
// Vectors are passed between inlined functions only, so no calling convention is involved.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))

#if FUSED
#define FMA(a, b, c) __builtin_elementwise_fma(a, b, c)
#else
#define FMA(a, b, c) ((a) * (b) + (c))
#endif

// Sixteen numbers that are worked on at once: one AVX-512 register of floats.
#define LANES 16
#define ROUNDED(n) (((n) + LANES - 1) / LANES * LANES)
typedef float lanes_f32 __attribute__((ext_vector_type(LANES)));
typedef int32_t lanes_i32 __attribute__((ext_vector_type(LANES)));
typedef double lanes_f64 __attribute__((ext_vector_type(LANES)));

// Functions of LANES numbers of one type.
#define LANE_FUNCTIONS(REAL, SUFFIX)                                                             \
  INLINE lanes_##SUFFIX load_##SUFFIX(const REAL *p) {                                           \
    lanes_##SUFFIX v;                                                                            \
    memcpy(&v, p, sizeof v);                                                                     \
    return v;                                                                                    \
  }                                                                                              \
  /* The first `count` < LANES numbers, then `rest`. */                                          \
  INLINE lanes_##SUFFIX load_some_##SUFFIX(const REAL *p, int64_t count, REAL rest) {            \
    lanes_##SUFFIX v = (lanes_##SUFFIX)(rest);                                                   \
    memcpy(&v, p, (size_t)count * sizeof(REAL));                                                 \
    return v;                                                                                    \
  }                                                                                              \
  INLINE void store_##SUFFIX(REAL *p, lanes_##SUFFIX v) { memcpy(p, &v, sizeof v); }             \
  INLINE REAL total_##SUFFIX(lanes_##SUFFIX v) {                                                 \
    const __typeof__(v.lo) eight = v.lo + v.hi;                                                  \
    const __typeof__(eight.lo) four = eight.lo + eight.hi;                                       \
    const __typeof__(four.lo) two = four.lo + four.hi;                                           \
    return two.x + two.y;                                                                        \
  }
LANE_FUNCTIONS(float, f32)
LANE_FUNCTIONS(double, f64)

// exp: 2^n * p(r) with |r| <= log(2)/2, p the minimax polynomial of Cephes (S. Moshier, expf.c); within
// 2 units in the last place. Arguments are clamped to where floats are normal.
INLINE float exp_f32(float x) {
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  const float shift = 12582912.0f;  // 1.5 * 2^23: adding it rounds to a whole number.
  const float n = FMA(x, 1.44269504088896341f, shift) - shift;
  const float r = FMA(n, 2.12194440e-4f, FMA(n, -0.693359375f, x));
  float p = FMA(r, 1.9875691500E-4f, 1.3981999507E-3f);
  p = FMA(p, r, 8.3334519073E-3f);
  p = FMA(p, r, 4.1665795894E-2f);
  p = FMA(p, r, 1.6666665459E-1f);
  p = FMA(p, r, 5.0000001201E-1f);
  p = FMA(p * r, r, r) + 1.0f;
  const union {
    int32_t i;
    float f;
  } power = {.i = ((int32_t)n + 127) << 23};
  return p * power.f;
}

// exp_f32, sixteen at once.
INLINE lanes_f32 exp_lanes_f32(lanes_f32 x) {
#define ALL(number) ((lanes_f32)(number))
  x = __builtin_elementwise_min(__builtin_elementwise_max(x, ALL(-87.0f)), ALL(88.0f));
  const lanes_f32 shift = ALL(12582912.0f);
  const lanes_f32 n = FMA(x, ALL(1.44269504088896341f), shift) - shift;
  const lanes_f32 r = FMA(n, ALL(2.12194440e-4f), FMA(n, ALL(-0.693359375f), x));
  lanes_f32 p = FMA(r, ALL(1.9875691500E-4f), ALL(1.3981999507E-3f));
  p = FMA(p, r, ALL(8.3334519073E-3f));
  p = FMA(p, r, ALL(4.1665795894E-2f));
  p = FMA(p, r, ALL(1.6666665459E-1f));
  p = FMA(p, r, ALL(5.0000001201E-1f));
  p = FMA(p * r, r, r) + 1.0f;
#undef ALL
  const lanes_i32 power = (__builtin_convertvector(n, lanes_i32) + 127) << 23;
  return p * __builtin_bit_cast(lanes_f32, power);
}

INLINE double exp_f64(double x) { return exp(x); }

INLINE lanes_f64 exp_lanes_f64(lanes_f64 x) {
  for (int k = 0; k < LANES; k++) x[k] = exp(x[k]);
  return x;
}
