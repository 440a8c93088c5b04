#include "CKernels.h"
#include "vectorized.h"

// Philox4x32 with ten rounds (Salmon et al. 2011) under the counter (event, block, 1): many at once, each
// the same as one by one.
#define ROUNDS                                                  \
  for (int round = 0; round < 10; round++) {                    \
    const uint64_t first = (uint64_t)0xD2511F53u * c0;          \
    const uint64_t second = (uint64_t)0xCD9E8D57u * c2;         \
    c0 = (second >> 32) ^ c1 ^ k0;                              \
    c2 = (first >> 32) ^ c3 ^ k1;                               \
    c1 = second & 0xffffffffu;                                  \
    c3 = first & 0xffffffffu;                                   \
    k0 = (k0 + 0x9E3779B9u) & 0xffffffffu;                      \
    k1 = (k1 + 0xBB67AE85u) & 0xffffffffu;                      \
  }

// Words are kept in the low halves of 64 bits, where the product of two of them has room.
INLINE void luck_pair(uint64_t key, uint64_t event, uint32_t block, double *even, double *odd) {
  uint64_t c0 = event & 0xffffffffu, c1 = event >> 32, c2 = block, c3 = 1;
  uint64_t k0 = key & 0xffffffffu, k1 = key >> 32;
  ROUNDS
  // Exact: below 2^53.
  *even = (double)(int64_t)((c1 << 32 | c0) >> 11) * 0x1p-53;
  *odd = (double)(int64_t)((c3 << 32 | c2) >> 11) * 0x1p-53;
}

KERNEL void rlhf_luck_pairs(uint64_t key, int64_t first, uint32_t block, int64_t count,
                            double *restrict even, double *restrict odd) {
  for (int64_t i = 0; i < count; i++)
    luck_pair(key, (uint64_t)first + (uint64_t)i, block, even + i, odd + i);
}

KERNEL void rlhf_luck_evens(uint64_t key, const int64_t *restrict events, uint32_t block,
                            int64_t count, double *restrict even) {
  for (int64_t i = 0; i < count; i++) {
    double odd;
    luck_pair(key, (uint64_t)events[i], block, even + i, &odd);
  }
}
