/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.modelcalls.ModelCall.Count;

/**
 * Cache tokens are parts of input, reasoning tokens are a part of output. A part that is greater
 * than its whole shows that the source counts it apart.
 */
final class TokenParts {

  private TokenParts() {}

  /**
   * What contradicts in a call that claims to follow our meaning, or null. It is refused and not
   * mended: a producer that reports input without its cache tokens would otherwise have too few
   * tokens counted for ever, and nobody would notice.
   */
  static String problem(ModelCall call) {
    long input = call.count(Count.INPUT_TOKENS);
    if (input != UNKNOWN && cached(call) > input) {
      return "cache_read_tokens and cache_write_tokens are parts of input_tokens,"
          + " and together greater";
    }
    long output = call.count(Count.OUTPUT_TOKENS);
    if (output != UNKNOWN && call.count(Count.REASONING_TOKENS) > output) {
      return "reasoning_tokens are a part of output_tokens, and greater";
    }
    return null;
  }

  /**
   * Makes wholes of what other systems count apart: a part greater than its whole cannot be inside.
   * Sums stay within what a count can be.
   */
  static void addPartsThatStandApart(ModelCall call) {
    long input = call.count(Count.INPUT_TOKENS);
    if (input != UNKNOWN && cached(call) > input) {
      call.count(Count.INPUT_TOKENS, Math.min(input + cached(call), ModelCall.MAX_COUNT));
    }
    long output = call.count(Count.OUTPUT_TOKENS);
    long reasoning = call.count(Count.REASONING_TOKENS);
    if (output != UNKNOWN && reasoning > output) {
      call.count(Count.OUTPUT_TOKENS, Math.min(output + reasoning, ModelCall.MAX_COUNT));
    }
  }

  /** Adds cache tokens to an input that is known to leave them out. */
  static void addCacheToInput(ModelCall call) {
    long input = call.count(Count.INPUT_TOKENS);
    if (input != UNKNOWN) {
      call.count(Count.INPUT_TOKENS, Math.min(input + cached(call), ModelCall.MAX_COUNT));
    }
  }

  /** Tokens read from and written to the cache, unknown ones as none. */
  static long cached(ModelCall call) {
    return Math.max(call.count(Count.CACHE_READ_TOKENS), 0)
        + Math.max(call.count(Count.CACHE_WRITE_TOKENS), 0);
  }
}
