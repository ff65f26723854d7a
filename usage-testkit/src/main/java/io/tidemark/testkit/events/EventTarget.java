/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

/** Takes generated events, each with the partition that it is sent to. */
@FunctionalInterface
public interface EventTarget {
  void send(int partition, byte[] value);
}
