/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Serializable;
import java.util.List;

/**
 * Bounds of input tokens beyond which providers ask another price for the whole call. The sums of a
 * window do not say how long its calls were, so the band is a dimension.
 */
public final class PromptBands implements Serializable {

  private static final long serialVersionUID = 1;

  private final long[] bounds;
  private final byte[][] names;

  private PromptBands(List<Long> bounds) {
    this.bounds = bounds.stream().mapToLong(Long::longValue).toArray();
    names =
        bounds.stream().map(bound -> bound.toString().getBytes(US_ASCII)).toArray(byte[][]::new);
  }

  /**
   * Bands above these bounds.
   *
   * @throws IllegalArgumentException when they do not ascend from 1 on
   */
  public static PromptBands above(List<Long> bounds) {
    long last = 0;
    for (long bound : bounds) {
      if (bound <= last) {
        throw new IllegalArgumentException("bounds must ascend from 1 on");
      }
      last = bound;
    }
    return new PromptBands(bounds);
  }

  /** Sets the greatest bound that the input of the call exceeds; none where it exceeds none. */
  void apply(ModelCall call) {
    long input = call.count(CallCount.INPUT_TOKENS);
    int band = bounds.length;
    while (band > 0 && input <= bounds[band - 1]) {
      band--;
    }
    if (band > 0) {
      byte[] name = names[band - 1];
      call.text(CallText.PROMPT_BAND, name, 0, name.length);
    }
  }
}
