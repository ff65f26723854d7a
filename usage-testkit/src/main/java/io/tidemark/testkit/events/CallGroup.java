/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

/**
 * Values that all calls of one key to one model share: the dimensions of the hourly documents.
 *
 * @param number from 0, without gaps
 * @param project null when the calls name none
 * @param userAgent null when the calls name none; they then have no client address either
 * @param client name of the user agent in documents; null when no test needs it
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

  CallGroup withTenant(String other) {
    return new CallGroup(number, other, project, user, key, model, userAgent, client, streams);
  }
}
