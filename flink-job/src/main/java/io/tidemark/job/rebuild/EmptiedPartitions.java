/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Finds until when a partition may have held records that Kafka has deleted, where none is left
 * that would say it. Retention by time deletes none that is younger; retention by size, and a
 * deletion by hand of a topic that is kept for ever, may delete any.
 */
final class EmptiedPartitions {

  private static final long UNLIMITED = -1;

  private final Properties client;
  private final Duration answerWithin;
  private final Clock clock;

  EmptiedPartitions(Properties client, Duration answerWithin, Clock clock) {
    this.client = client;
    this.answerWithin = answerWithin;
    this.clock = clock;
  }

  /**
   * The time from which on Kafka has deleted no record of a topic; now if that is not known.
   *
   * @throws IllegalStateException when Kafka does not answer
   */
  Instant wholeSince(String topic) {
    Instant now = clock.instant();
    try (Admin admin = Admin.create(client)) {
      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      Map<ConfigResource, Config> found =
          admin
              .describeConfigs(
                  List.of(resource),
                  new DescribeConfigsOptions().timeoutMs((int) answerWithin.toMillis()))
              .all()
              .get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
      Config config = found.get(resource);
      long millis = read(config, TopicConfig.RETENTION_MS_CONFIG);
      boolean byTimeAlone = read(config, TopicConfig.RETENTION_BYTES_CONFIG) == UNLIMITED;
      return byTimeAlone && millis != UNLIMITED ? now.minusMillis(millis) : now;
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof AuthorizationException) {
        return now;
      }
      throw silent(topic, failed.getCause());
    } catch (TimeoutException failed) {
      throw silent(topic, failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw silent(topic, stopped);
    }
  }

  private static long read(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? UNLIMITED : Long.parseLong(entry.value());
  }

  private static IllegalStateException silent(String topic, Throwable cause) {
    return new IllegalStateException("Kafka does not say how long it keeps " + topic, cause);
  }
}
