/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.EventAccess;
import io.tidemark.job.admission.IdentityKey;
import io.tidemark.job.codingagents.AgentMeasurementCodec;
import io.tidemark.job.codingagents.AgentParts;
import io.tidemark.job.codingagents.CountMeasurements;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Set;
import org.apache.flink.api.common.typeinfo.Types;

/** Coding agents: a measurement is an amount of its own, or the value of a growing counter. */
final class CodingAgentWorkload {

  private CodingAgentWorkload() {}

  static Workload<AgentMeasurement, AgentMeasurement, String> create() {
    return new Workload<>(
        WorkloadSchemas.CODING_AGENTS,
        "coding agents",
        new EventSource<>(
            "measurements",
            SourceFormats.CODING_AGENTS,
            EventAccess.countingAtTime(event -> event.eventTime, event -> event.tenantId),
            true),
        Admission.passThrough(AgentMeasurementCodec.TYPE),
        new Counting<>(
            "count-once",
            "count measurements once",
            new IdentityKey<>(CodingAgentWorkload::identify),
            Types.STRING,
            CountMeasurements::new,
            Set.of(Counting.Output.TOKEN_SIGNALS)),
        AgentParts.TYPES);
  }

  private static String[] identify(AgentMeasurement event) {
    return event.seriesId == null
        ? new String[] {event.tenantId, "amount", event.measurementId}
        : new String[] {event.tenantId, "counter", event.seriesId};
  }
}
