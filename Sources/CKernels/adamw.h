// The optimiser's two kernels. Included once for each level.

static double sum_of_squares(const float *values, int64_t count) {
  lanes_f64 sums = {0};
  int64_t i = 0;
  for (; i + LANES <= count; i += LANES) {
    const lanes_f64 value = __builtin_convertvector(load_f32(values + i), lanes_f64);
    sums = FMA(value, value, sums);
  }
  const lanes_f64 rest =
      __builtin_convertvector(load_some_f32(values + i, count - i, 0), lanes_f64);
  return total_f64(FMA(rest, rest, sums));
}

static void adamw(float *restrict parameters, const float *restrict gradient,
                  float *restrict first, float *restrict second, int64_t count,
                  struct rlhf_adamw_step step) {
  const float first_share = 1 - step.first_decay, second_share = 1 - step.second_decay;
  for (int64_t i = 0; i < count; i++) {
    const float g = gradient[i] * step.gradient_scale;
    const float m = FMA(first_share, g, step.first_decay * first[i]);
    const float v = FMA(second_share * g, g, step.second_decay * second[i]);
    first[i] = m;
    second[i] = v;
    // Unlike sqrtf this sets no errno, which would keep the loop from being vectorised.
    const float root = FMA(__builtin_elementwise_sqrt(v), step.second_correction, step.epsilon);
    parameters[i] = FMA(parameters[i], step.shrinkage, -(step.step_size * m / root));
  }
}
