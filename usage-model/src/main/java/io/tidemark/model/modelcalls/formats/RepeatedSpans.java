/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds spans that repeat calls below them: a framework wraps the span of a provider's library, and
 * both report the model and its tokens. The innermost span is the call. Only spans of one record
 * are known, because a trace has no end.
 *
 * <p>One span stands for all that have its id, so that each has one parent and is visited below one
 * call at most, however hostile the trace.
 */
final class RepeatedSpans {

  /** For spans with the same id: the first one that is a call, else the first one. */
  private final Map<String, CallSpan> byId = new LinkedHashMap<>();

  private final List<CallSpan> withoutId = new ArrayList<>();
  private final Set<CallSpan> calls = new HashSet<>();

  /** Filled when the first span is asked for. */
  private final Map<String, List<CallSpan>> children = new HashMap<>();

  private final Map<CallSpan, Boolean> decided = new HashMap<>();

  /** For calls that were passed over, a call below that counts in their place. */
  private final Map<CallSpan, CallSpan> counted = new HashMap<>();

  /** Adds a span of the record; all are added before the first is asked for. */
  void add(CallSpan span, boolean isCall) {
    if (isCall) {
      calls.add(span);
    }
    if (!hasId(span)) {
      withoutId.add(span);
      return;
    }
    CallSpan known = byId.putIfAbsent(key(span, span.spanId), span);
    if (known != null && isCall && !calls.contains(known)) {
      byId.put(key(span, span.spanId), span);
    }
  }

  /**
   * Whether the calls next below a call have its tokens, one of them or all together, and its
   * model. A call without tokens or without a model repeats whatever calls are below it.
   */
  boolean isRepeated(CallSpan span) {
    if (!hasId(span)) {
      return false;
    }
    if (decided.isEmpty()) {
      byId.values().forEach(this::addToParent);
      withoutId.forEach(this::addToParent);
    }
    return decided.computeIfAbsent(byId.get(key(span, span.spanId)), this::decide);
  }

  private void addToParent(CallSpan span) {
    if (span.parentId != null && !span.parentId.isEmpty()) {
      children.computeIfAbsent(key(span, span.parentId), key -> new ArrayList<>()).add(span);
    }
  }

  private boolean decide(CallSpan span) {
    List<CallSpan> below = callsBelow(span);
    if (below.isEmpty() || !repeats(span, below) || findCounted(below.get(0)) == span) {
      return false;
    }
    counted.put(span, below.get(0));
    return true;
  }

  /** The call that counts in place of a call, itself or through others. */
  private CallSpan findCounted(CallSpan call) {
    CallSpan last = call;
    while (counted.containsKey(last)) {
      last = counted.get(last);
    }
    CallSpan at = call;
    while (at != last) {
      at = counted.put(at, last); // Shortens the way for calls further up a long chain.
    }
    return last;
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
    Deque<CallSpan> open = new ArrayDeque<>(List.of(span));
    while (!open.isEmpty()) {
      CallSpan parent = open.pop();
      if (!hasId(parent)) {
        continue;
      }
      for (CallSpan child : children.getOrDefault(key(parent, parent.spanId), List.of())) {
        if (calls.contains(child)) {
          found.add(child);
        } else {
          open.push(child);
        }
      }
    }
    // Parents may form a circle in a damaged trace.
    found.remove(span);
    return found;
  }

  private static boolean hasId(CallSpan span) {
    return span.spanId != null && !span.spanId.isEmpty();
  }

  private static String key(CallSpan span, String id) {
    return span.traceId + "/" + id;
  }
}
