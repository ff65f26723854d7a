/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.search.DocumentStore.Version;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the states of monitors. */
interface MonitorStates {

  /** A state as it is stored, with what a writer must name to replace it. */
  record Stored(MonitorState state, Version version) {}

  /** The state of a monitor, which may be {@linkplain MonitorState#isUnreadable unreadable}. */
  Optional<Stored> find(String tenant, String monitor);

  /** Stores the first state; false when there is one already. */
  boolean create(String tenant, String monitor, MonitorState state);

  /** Replaces a state; false when it changed since {@code expected} was read. */
  boolean replace(String tenant, String monitor, MonitorState state, Version expected);

  /** States of some monitors of a tenant. */
  Map<String, MonitorState> list(String tenant, Set<String> monitors);
}
