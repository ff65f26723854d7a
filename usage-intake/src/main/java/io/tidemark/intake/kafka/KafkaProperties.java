/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.kafka;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Kafka is.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param properties further properties of the producer, security included
 */
@ConfigurationProperties("tidemark.kafka")
public record KafkaProperties(
    @DefaultValue("localhost:9092") String bootstrapServers,
    @DefaultValue Map<String, String> properties) {

  /** Without the properties: there are passwords among them. */
  @Override
  public String toString() {
    return "Kafka at " + bootstrapServers;
  }
}
