/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

/** How a sample call ends, with the answer's status and how long it took. */
enum Failure {
  NONE(200, "", 0, 0),
  RATE_LIMIT(429, "rate_limit_exceeded", 0.012, 30),
  BAD_REQUEST(400, "invalid_request_error", 0.005, 20),
  UNAUTHORIZED(401, "authentication_error", 0.001, 10),
  SERVER(500, "api_error", 0.003, 1_500),
  OVERLOADED(503, "overloaded_error", 0.004, 900),
  TIMEOUT(504, "timeout", 0.001, 60_000);

  private final int status;
  private final String type;
  private final double probability;
  private final double medianLatency;

  Failure(int status, String type, double probability, double medianLatency) {
    this.status = status;
    this.type = type;
    this.probability = probability;
    this.medianLatency = medianLatency;
  }

  static Failure drawFailure(Dice dice) {
    for (Failure failure : values()) {
      if (dice.drawChance(failure.probability)) {
        return failure;
      }
    }
    return NONE;
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  double medianLatency() {
    return medianLatency;
  }
}
