// Which level is used.
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

extern const struct rlhf_kernels rlhf_kernels_default;
#if defined(__x86_64__)
extern const struct rlhf_kernels rlhf_kernels_emulated, rlhf_kernels_v3, rlhf_kernels_v4;
#endif

const struct rlhf_kernels *rlhf_kernels_at(int32_t rank) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v4") && rank-- == 0) return &rlhf_kernels_v4;
  if (__builtin_cpu_supports("x86-64-v3") && rank-- == 0) return &rlhf_kernels_v3;
  if (rank == 1) return &rlhf_kernels_emulated;
#endif
  return rank == 0 ? &rlhf_kernels_default : NULL;
}

static const struct rlhf_kernels *choose(void) {
  const char *wanted = getenv("RLHF_KERNEL_LEVEL");
  if (wanted == NULL || *wanted == 0) return rlhf_kernels_at(0);
  const struct rlhf_kernels *kernels;
  for (int32_t rank = 0; (kernels = rlhf_kernels_at(rank)) != NULL; rank++)
    if (strcmp(kernels->level, wanted) == 0) return kernels;
  fprintf(stderr, "error: RLHF_KERNEL_LEVEL is %s, but this processor has", wanted);
  for (int32_t rank = 0; (kernels = rlhf_kernels_at(rank)) != NULL; rank++)
    fprintf(stderr, "%s %s", rank == 0 ? "" : ",", kernels->level);
  fprintf(stderr, "\n  fix: name one of these, or unset RLHF_KERNEL_LEVEL\n");
  exit(64);
}

const struct rlhf_kernels *rlhf_chosen_kernels(void) {
  static _Atomic(const struct rlhf_kernels *) chosen;
  const struct rlhf_kernels *kernels = atomic_load_explicit(&chosen, memory_order_acquire);
  if (kernels == NULL) {  // Threads that come at the same time choose the same.
    kernels = choose();
    atomic_store_explicit(&chosen, kernels, memory_order_release);
  }
  return kernels;
}
