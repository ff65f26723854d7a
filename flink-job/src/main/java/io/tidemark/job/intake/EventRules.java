/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.intake;

import java.io.Serializable;

/**
 * What the way in needs to know of an event.
 *
 * @param <E> the event
 */
public interface EventRules<E> extends Serializable {

  /** The moment whose hour the event counts in, milliseconds since 1970. */
  long countsAt(E event);

  /** The tenant, for dead letters. */
  String tenantOf(E event);
}
