/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.topology;

import io.tidemark.job.admission.EventAccess;
import io.tidemark.model.formats.FormatRegistry;

/**
 * The events of a workload.
 *
 * @param noun what the events are called in the names of operators
 * @param formats the formats that its topics may have, the default first
 * @param access reads what every workload needs
 * @param spansWindows whether events of different windows belong together, so that a rebuild needs
 *     those before its range too
 * @param <E> the event
 */
public record EventSource<E>(
    String noun, FormatRegistry<E> formats, EventAccess<E> access, boolean spansWindows) {}
