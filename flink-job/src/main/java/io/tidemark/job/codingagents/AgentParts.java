/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.codingagents;

import io.tidemark.job.window.PartialAggregate;
import io.tidemark.job.window.WindowState;
import io.tidemark.job.window.WindowTypes;
import io.tidemark.model.codingagents.AgentAggregation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.util.OutputTag;

/** How windows of coding agents are written. */
public final class AgentParts {

  public static final WindowTypes TYPES =
      WindowTypes.create(AgentAggregation.LAYOUT, AgentAggregation::readEarlier);

  /** Tokens and cost that metrics report: whether they count, {@link SelectTokens} decides. */
  public static final OutputTag<PartialAggregate> METRIC_TOKENS =
      new OutputTag<>("metric-tokens", TYPES.part());

  /** Windows in which an agent of a tenant sent logs; they have no measures and no user. */
  public static final OutputTag<PartialAggregate> LOG_WINDOWS =
      new OutputTag<>("log-windows", TYPES.part());

  private AgentParts() {}

  /** Names the serializer in savepoints of 0.1.0. */
  public static final class PartSnapshot extends SimpleTypeSerializerSnapshot<PartialAggregate> {
    public PartSnapshot() {
      super(TYPES.part()::serializer);
    }
  }

  /** Names the serializer in savepoints of 0.1.0. */
  public static final class StateSnapshot extends SimpleTypeSerializerSnapshot<WindowState> {
    public StateSnapshot() {
      super(TYPES::state);
    }
  }
}
