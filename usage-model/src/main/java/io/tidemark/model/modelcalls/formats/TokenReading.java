/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.ModelCall;

/**
 * Reads the token counts of a call, by one rule for all formats. Sources disagree whether cached
 * tokens are inside the input and reasoning tokens inside the output; the total of the source
 * decides. Afterwards input contains the cache, output contains reasoning, and the total is their
 * sum.
 *
 * <ol>
 *   <li>Without a total, a part that is greater than its whole stands outside and is added; a whole
 *       that is not reported is 0 then, as sources that leave out zeros mean it.
 *   <li>With a total, the parts outside are those that, added to the wholes, give the total.
 *   <li>A cache write that does not fit into the input stands outside even if the total leaves it
 *       out: gateways are known to leave writes out of both.
 *   <li>Tokens that only the total knows are output; input if only the output is known.
 *   <li>If no reading fits, the total wins: contradicted counts become unknown, and the call is
 *       inconsistent. A total of 0 together with tokens does not count.
 * </ol>
 */
final class TokenReading {

  private static final int NONE = 0;
  private static final int READ = 1;
  private static final int WRITE = 2;
  private static final int REASONING = 4;
  private static final int CACHE = READ | WRITE;
  private static final int ALL = CACHE | REASONING;
  private static final int NO_FIT = -1;

  /** Sets of parts that may stand outside together, the most likely first. */
  private static final int[] OUTSIDE = {
    NONE,
    REASONING,
    READ | WRITE,
    READ,
    WRITE,
    READ | WRITE | REASONING,
    READ | REASONING,
    WRITE | REASONING
  };

  /** Parts that are given up together if nothing else fits, fewest first. */
  private static final int[] DROPPED = {NONE, REASONING, READ, READ | REASONING};

  private long input;
  private long output;
  private long total;
  private long read;
  private long write;
  private long reasoning;
  private boolean consistent = true;

  private TokenReading(ModelCall call) {
    input = call.count(CallCount.INPUT_TOKENS);
    output = call.count(CallCount.OUTPUT_TOKENS);
    total = call.count(CallCount.TOTAL_TOKENS);
    read = call.count(CallCount.CACHE_READ_TOKENS);
    write = call.count(CallCount.CACHE_WRITE_TOKENS);
    reasoning = call.count(CallCount.REASONING_TOKENS);
  }

  /**
   * Replaces the counts of a call, as its source gives them, by their reading.
   *
   * @param cacheOutside whether the source is known to leave cached tokens out of its input
   */
  static void apply(ModelCall call, boolean cacheOutside) {
    long longLived = call.count(CallCount.CACHE_WRITE_1H_TOKENS);
    if (longLived != UNKNOWN && call.count(CallCount.CACHE_WRITE_TOKENS) == UNKNOWN) {
      call.count(CallCount.CACHE_WRITE_TOKENS, longLived); // The source reports only this part.
    }
    if (cacheOutside || !isOrdinary(call)) {
      TokenReading reading = new TokenReading(call);
      reading.decide(cacheOutside);
      reading.write(call);
    }
    if (longLived > call.count(CallCount.CACHE_WRITE_TOKENS)) {
      call.count(CallCount.CACHE_WRITE_1H_TOKENS, UNKNOWN);
      call.inconsistent(true);
    }
  }

  /** Whether all parts fit inside, and the total is absent or the sum: true for most calls. */
  private static boolean isOrdinary(ModelCall call) {
    long input = call.count(CallCount.INPUT_TOKENS);
    long output = call.count(CallCount.OUTPUT_TOKENS);
    long total = call.count(CallCount.TOTAL_TOKENS);
    boolean noTotal = total == UNKNOWN;
    boolean totalFits = noTotal || total == Math.max(input, 0) + Math.max(output, 0);
    long cached =
        Math.max(call.count(CallCount.CACHE_READ_TOKENS), 0)
            + Math.max(call.count(CallCount.CACHE_WRITE_TOKENS), 0);
    boolean inputFits = cached <= Math.max(input, 0);
    boolean outputFits = call.count(CallCount.REASONING_TOKENS) <= Math.max(output, 0);
    boolean wholes = noTotal || input != UNKNOWN || output != UNKNOWN;
    return totalFits && inputFits && outputFits && wholes;
  }

  private void decide(boolean cacheOutside) {
    if (total == 0 && Math.max(input, 0) + Math.max(output, 0) > 0) {
      total = UNKNOWN; // Sources write 0 where they know no total.
      consistent = false;
    }
    if (total == UNKNOWN) {
      decideWithoutTotal(cacheOutside);
    } else if (input == UNKNOWN && output == UNKNOWN) {
      drop(sum(ALL) > total ? ALL : NONE);
    } else if (total < Math.max(input, 0) + Math.max(output, 0)) {
      dropWholes();
    } else if (input == UNKNOWN) {
      decideUnknownInput();
    } else {
      decideByTotal(cacheOutside && input != UNKNOWN);
    }
  }

  private void decideWithoutTotal(boolean cacheOutside) {
    if (cacheOutside || read > Math.max(input, 0)) {
      addOutside(CACHE);
    } else if (sum(CACHE) > Math.max(input, 0)) {
      addOutside(WRITE);
    }
    if (reasoning > Math.max(output, 0)) {
      addOutside(REASONING);
    }
  }

  private void decideByTotal(boolean cacheOutside) {
    long rest = total - input - Math.max(output, 0);
    if (cacheOutside) {
      decideCacheOutside(rest);
      return;
    }
    for (int dropped : DROPPED) {
      if (isContradicted(dropped) && readWithout(dropped, rest)) {
        return;
      }
    }
    decideWithRest(rest);
  }

  /** Whether each of these parts is greater than its whole. */
  private boolean isContradicted(int parts) {
    return ((parts & READ) == 0 || read > input)
        && ((parts & REASONING) == 0 || reasoning > Math.max(output, 0));
  }

  /** Finds the reading without some parts, which become unknown; false if there is none. */
  private boolean readWithout(int dropped, long rest) {
    int parts = ALL & ~dropped;
    int outside = fitting(rest, parts);
    if (outside == NO_FIT) {
      outside = fitting(rest, parts & ~WRITE);
      if (outside == NO_FIT) {
        return false;
      }
      total += write; // The total leaves it out, too.
      outside |= WRITE;
    }
    drop(dropped);
    addOutside(outside);
    return true;
  }

  /** The parts that stand outside if these tokens are theirs, among the given ones. */
  private int fitting(long tokens, int parts) {
    for (int outside : OUTSIDE) {
      int inside = parts & ~outside;
      boolean fits =
          (outside & ~parts) == 0
              && isKnown(outside)
              && sum(inside & CACHE) <= input
              && sum(inside & REASONING) <= Math.max(output, 0)
              && sum(outside) == tokens;
      if (fits) {
        return outside;
      }
    }
    return NO_FIT;
  }

  private boolean isKnown(int parts) {
    return ((parts & READ) == 0 || read > 0)
        && ((parts & WRITE) == 0 || write > 0)
        && ((parts & REASONING) == 0 || reasoning > 0);
  }

  private void addOutside(int parts) {
    if (sum(parts & CACHE) > 0) {
      input = Math.max(input, 0) + sum(parts & CACHE);
    }
    if ((parts & REASONING) != 0) {
      output = Math.max(output, 0) + reasoning;
    }
  }

  /** The source leaves the cache out of its input; its total may count it or not. */
  private void decideCacheOutside(long rest) {
    long cached = sum(CACHE);
    boolean counted = rest == cached || rest == sum(ALL);
    long left = rest - cached;
    if (!counted && (rest == 0 || rest == reasoning)) {
      total += cached;
      left = rest;
    }
    if (left < 0) {
      drop(CACHE);
      left = rest;
    } else {
      input += cached;
    }
    giveRestToOutput(left);
  }

  /** No set of parts gives the total: what must stand outside does, and output takes the rest. */
  private void decideWithRest(long rest) {
    long left = rest;
    if (read > input) {
      if (left >= sum(CACHE)) {
        left -= sum(CACHE);
        input += sum(CACHE);
      } else if (left >= read && Math.max(write, 0) <= input) {
        left -= read;
        input += read;
      } else {
        drop(READ);
      }
    }
    if (sum(CACHE) > input) {
      if (left >= write) {
        left -= write;
        input += write;
      } else {
        drop(WRITE);
      }
    }
    giveRestToOutput(left);
  }

  private void giveRestToOutput(long rest) {
    if (rest > 0) {
      output = Math.max(output, 0) + rest;
    }
    if (reasoning > Math.max(output, 0)) {
      drop(REASONING);
    }
  }

  /** Only the output and the total are known: the rest is input. */
  private void decideUnknownInput() {
    long rest = total - output;
    if (reasoning > output) {
      if (reasoning <= rest) {
        output += reasoning;
        rest -= reasoning;
      } else {
        drop(REASONING);
      }
    }
    if (rest > 0) {
      input = rest;
    }
    if (sum(CACHE) > rest) {
      drop(CACHE);
    }
  }

  /** Input and output are together greater than the total: those that cannot be become unknown. */
  private void dropWholes() {
    boolean either = input <= total && output <= total;
    input = either || input > total ? UNKNOWN : input;
    output = either || output > total ? UNKNOWN : output;
    drop(sum(CACHE) > Math.max(input, 0) ? CACHE : NONE);
    drop(reasoning > Math.max(output, 0) ? REASONING : NONE);
    consistent = false;
  }

  private void drop(int parts) {
    read = (parts & READ) == 0 ? read : UNKNOWN;
    write = (parts & WRITE) == 0 ? write : UNKNOWN;
    reasoning = (parts & REASONING) == 0 ? reasoning : UNKNOWN;
    consistent &= parts == NONE;
  }

  private long sum(int parts) {
    return ((parts & READ) == 0 ? 0 : Math.max(read, 0))
        + ((parts & WRITE) == 0 ? 0 : Math.max(write, 0))
        + ((parts & REASONING) == 0 ? 0 : Math.max(reasoning, 0));
  }

  private void write(ModelCall call) {
    call.count(CallCount.INPUT_TOKENS, input);
    call.count(CallCount.OUTPUT_TOKENS, output);
    call.count(CallCount.TOTAL_TOKENS, total);
    call.count(CallCount.CACHE_READ_TOKENS, read);
    call.count(CallCount.CACHE_WRITE_TOKENS, write);
    call.count(CallCount.REASONING_TOKENS, reasoning);
    call.inconsistent(!consistent);
  }
}
