/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.input;

/**
 * What is the same in all calls of one key to one model: the dimensions of the hourly figures.
 *
 * @param number from 0, without gaps
 * @param streams whether answers come token by token, so that there is a first one to wait for
 */
public record CallGroup(
    int number,
    String tenant,
    String project,
    String user,
    String key,
    Model model,
    String userAgent,
    String client,
    boolean streams) {

  /**
   * A model of the platform.
   *
   * @param source {@code preset} or {@code custom}
   */
  public record Model(
      String name, String source, String provider, String endpoint, String operation) {

    boolean isPreset() {
      return source.equals("preset");
    }
  }
}
