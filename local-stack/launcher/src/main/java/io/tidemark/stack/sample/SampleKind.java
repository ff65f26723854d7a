/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import java.util.stream.Stream;

/** A kind of events that can be made up. */
public interface SampleKind {

  /** As {@code generate} takes it. */
  String name();

  /**
   * The events of a plan in the order of their times; nothing but the plan decides what they are.
   */
  Stream<SampleEvent> createEvents(SamplePlan plan);
}
