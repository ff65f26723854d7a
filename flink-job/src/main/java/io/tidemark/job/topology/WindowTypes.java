/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.hours.HourPart;
import io.tidemark.job.hours.HourStateSerializer;
import io.tidemark.model.hourly.HourlyMeasures;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * How the windows of a workload are written.
 *
 * @param part partial aggregates on the network
 * @param state windows in state
 * @param <M> the measures
 */
public record WindowTypes<M extends HourlyMeasures<M>>(
    TypeInformation<HourPart<M>> part, HourStateSerializer<M> state) {}
