/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import io.tidemark.stack.sample.SampleEvent;
import io.tidemark.stack.sample.SampleKinds;
import io.tidemark.stack.sample.SamplePlan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Events as lines of JSON. Their shape is that of {@code bin/tidemark generate}; what a test adds
 * is disorder.
 */
public final class EventLines {

  private static final int ONE_IN = 10;

  private EventLines() {}

  /**
   * Sample events in the order of their event time.
   *
   * @param kind as {@code bin/tidemark generate} names it
   */
  public static List<String> sample(String kind, SamplePlan plan) {
    return SampleKinds.findByName(kind).createEvents(plan).map(SampleEvent::json).toList();
  }

  /** The same lines in any order, every tenth twice. */
  public static List<String> disturbed(List<String> lines, Random random) {
    List<String> all = new ArrayList<>(lines);
    for (int i = 0; i < lines.size() / ONE_IN; i++) {
      all.add(lines.get(random.nextInt(lines.size())));
    }
    Collections.shuffle(all, random);
    return all;
  }
}
