/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Message;
import java.util.List;

/** Knows the alerts that continue, for receivers that end an alert that is not sent again. */
public interface FiringAlerts {

  /**
   * The alerts that a channel was told of and that continue, in one message for each monitor. Its
   * groups have {@code since}, when their alert began.
   */
  List<Message> list(String tenant, String channel);
}
