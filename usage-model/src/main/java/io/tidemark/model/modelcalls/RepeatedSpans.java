/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds spans that repeat calls below them: a framework wraps the span of a provider's library, and
 * both report the model and its tokens. The innermost span is the call. Only spans of one record
 * are known, because a trace has no end.
 */
final class RepeatedSpans {

  private final Map<String, List<CallSpan>> children = new HashMap<>();
  private final Set<CallSpan> calls = new HashSet<>();

  /** For calls that were passed over, a call below that counts in their place. */
  private final Map<CallSpan, CallSpan> counted = new HashMap<>();

  /** Adds a span of the record. */
  void add(CallSpan span, boolean isCall) {
    if (span.parentId != null && !span.parentId.isEmpty()) {
      children.computeIfAbsent(key(span, span.parentId), key -> new ArrayList<>()).add(span);
    }
    if (isCall) {
      calls.add(span);
    }
  }

  /**
   * Whether the calls next below a call have its tokens, one of them or all together, and its
   * model. A call without tokens or without a model repeats whatever calls are below it.
   */
  boolean isRepeated(CallSpan span) {
    List<CallSpan> below = callsBelow(span);
    if (below.isEmpty() || !repeats(span, below) || leadsTo(below.get(0), span)) {
      return false;
    }
    counted.put(span, below.get(0));
    return true;
  }

  /** Whether a call was passed over for the sake of another, itself or through others. */
  private boolean leadsTo(CallSpan call, CallSpan other) {
    CallSpan at = call;
    while (at != null && at != other) {
      at = counted.get(at);
    }
    return at == other;
  }

  /** Leaves in {@code below} only calls of the same model. */
  private static boolean repeats(CallSpan span, List<CallSpan> below) {
    if (span.models().isEmpty()) {
      return true;
    }
    below.removeIf(call -> Collections.disjoint(call.models(), span.models()));
    long input = span.tokens(SpanAttribute.INPUT_TOKENS);
    long output = span.tokens(SpanAttribute.OUTPUT_TOKENS);
    boolean noTokens =
        input == UNKNOWN && output == UNKNOWN && span.tokens(SpanAttribute.TOTAL_TOKENS) == UNKNOWN;
    return !below.isEmpty()
        && (noTokens
            || isSum(below, input, output)
            || below.stream().anyMatch(call -> isSum(List.of(call), input, output)));
  }

  private static boolean isSum(List<CallSpan> calls, long input, long output) {
    return sum(calls, SpanAttribute.INPUT_TOKENS) == input
        && sum(calls, SpanAttribute.OUTPUT_TOKENS) == output;
  }

  private static long sum(List<CallSpan> calls, SpanAttribute tokens) {
    long sum = UNKNOWN;
    for (CallSpan call : calls) {
      long more = call.tokens(tokens);
      sum = more == UNKNOWN ? sum : Math.max(sum, 0) + more;
    }
    return sum;
  }

  /** The calls below a span that are not below another call. */
  private List<CallSpan> callsBelow(CallSpan span) {
    List<CallSpan> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Deque<CallSpan> open = new ArrayDeque<>(List.of(span));
    while (!open.isEmpty()) {
      CallSpan parent = open.pop();
      String key = key(parent, parent.spanId);
      if (parent.spanId == null || !seen.add(key)) {
        continue; // Parents may form a circle in a damaged trace.
      }
      for (CallSpan child : children.getOrDefault(key, List.of())) {
        if (child != span && calls.contains(child)) {
          found.add(child);
        } else {
          open.push(child);
        }
      }
    }
    return found;
  }

  private static String key(CallSpan span, String id) {
    return span.traceId + "/" + id;
  }
}
