// The draw of one token. Included once for each level.

// exp of the distances, and nothing where it would be below exp(-80).
INLINE lanes_f32 shares(lanes_f32 distance) {
  const lanes_i32 kept = distance >= -80.0f;
  return __builtin_bit_cast(
      lanes_f32, __builtin_bit_cast(lanes_i32, exp_lanes_f32(distance)) & kept);
}

static int32_t sample_token(const float *logits, const uint64_t *legal, int32_t vocabulary,
                            float temperature, double uniform, float *scratch,
                            float *log_probability) {
  float *restrict weight = scratch;
  memcpy(weight, logits, (size_t)vocabulary * sizeof(float));
  if (legal != NULL)
    for (int32_t t = 0; t < vocabulary; t++)
      if (!((legal[t >> 6] >> (t & 63)) & 1)) weight[t] = -INFINITY;
  const int32_t whole = vocabulary / LANES * LANES, rest = vocabulary - whole;
  const lanes_f32 last = load_some_f32(weight + whole, rest, -INFINITY);
  lanes_f32 top = last;
  for (int32_t t = 0; t < whole; t += LANES)
    top = __builtin_elementwise_max(top, load_f32(weight + t));
  const float largest = __builtin_reduce_max(top);
  *log_probability = 0;
  if (temperature <= 0) {
    for (int32_t t = 0; t < vocabulary; t++)
      if (weight[t] == largest) return t;
    return 0;
  }
  const float inverse = 1 / temperature;
  lanes_f32 totals = shares((last - largest) * inverse);
  memcpy(weight + whole, &totals, (size_t)rest * sizeof(float));
  for (int32_t t = 0; t < whole; t += LANES) {
    const lanes_f32 x = shares((load_f32(weight + t) - largest) * inverse);
    store_f32(weight + t, x);
    totals += x;
  }
  const float total = total_f32(totals);
  // Sums of sixteen find the stretch, then one by one.
  float left = (float)(uniform * total);
  int32_t first = 0;
  for (; first + LANES < vocabulary; first += LANES) {
    const float sum = total_f32(load_f32(weight + first));
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
