/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.model.index.Keep;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/**
 * How events are read from Kafka. An {@link IllegalArgumentException} names the option that is
 * wrong and what is allowed.
 *
 * @param client Kafka client properties, {@code bootstrap.servers} and {@code group.id} among them;
 *     each is an option {@code --kafka.<property>}
 * @param outOfOrderness by how much events may be older than the newest one of their partition and
 *     still be in time; {@code --out-of-orderness}
 * @param idleAfter how long a partition must have had no event before the clock may move its event
 *     time; {@code --idle-after}
 * @param maxFuture how far ahead of the clock an event may be; {@code --max-future}
 * @param retention how long events are kept; older ones are refused; {@code --retention}
 * @param onLostOffsets what to do when unread records were deleted; {@code --kafka.on-lost-offsets}
 * @param partitionDiscovery how often to look for new partitions and topics
 */
public record KafkaSourceOptions(
    Map<String, String> client,
    Duration outOfOrderness,
    Duration idleAfter,
    Duration maxFuture,
    Duration retention,
    OnLostOffsets onLostOffsets,
    Duration partitionDiscovery)
    implements Serializable {

  public static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ofMinutes(5);
  public static final Duration DEFAULT_IDLE_AFTER = Duration.ofSeconds(30);
  public static final Duration DEFAULT_MAX_FUTURE = Duration.ofMinutes(10);
  public static final Duration DEFAULT_RETENTION = Duration.ofDays(Keep.DEFAULT.hours());
  public static final OnLostOffsets DEFAULT_ON_LOST_OFFSETS = OnLostOffsets.FAIL;
  public static final Duration DEFAULT_PARTITION_DISCOVERY = Duration.ofMinutes(1);

  /** A greater record is refused before it is parsed. */
  public static final int MAX_RECORD_BYTES = 1 << 20;

  /** The longest time between two heartbeats of a silent partition. */
  static final Duration HEARTBEAT_EVERY = Duration.ofSeconds(1);

  private static final Duration LEAST_IDLE_AFTER = Duration.ofMillis(100);
  private static final Duration LEAST_DISCOVERY = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration TEN_YEARS = Duration.ofDays(3650);

  /**
   * Set here and nowhere else: another value would lose records, or count them in the dark. Values
   * stay in the buffer that the consumer received: a copy of each costs a tenth of the fetcher's
   * time and is most of the garbage of a source.
   */
  private static final Map<String, String> RESERVED =
      Map.of(
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName(),
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName(),
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
          ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");

  public KafkaSourceOptions {
    client = Map.copyOf(client);
    requireText(client, ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
    requireText(client, ConsumerConfig.GROUP_ID_CONFIG);
    requireValid(client);
    requireWithin("--out-of-orderness", outOfOrderness, Duration.ZERO, DAY);
    requireWithin("--idle-after", idleAfter, LEAST_IDLE_AFTER, HOUR);
    requireWithin("--max-future", maxFuture, Duration.ZERO, DAY);
    requireWithin("--retention", retention, DAY, TEN_YEARS);
    requireWithin("partition discovery", partitionDiscovery, LEAST_DISCOVERY, HOUR);
    if (onLostOffsets == null) {
      throw new IllegalArgumentException("--kafka.on-lost-offsets: fail or skip");
    }
  }

  /** The defaults of everything but where Kafka is and who reads. */
  public static KafkaSourceOptions defaults(String bootstrapServers, String groupId) {
    return new KafkaSourceOptions(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
            ConsumerConfig.GROUP_ID_CONFIG, groupId),
        DEFAULT_OUT_OF_ORDERNESS,
        DEFAULT_IDLE_AFTER,
        DEFAULT_MAX_FUTURE,
        DEFAULT_RETENTION,
        DEFAULT_ON_LOST_OFFSETS,
        DEFAULT_PARTITION_DISCOVERY);
  }

  /** Without the client properties: there are passwords among them. */
  @Override
  public String toString() {
    return "Kafka at %s as %s".formatted(client.get("bootstrap.servers"), groupId());
  }

  /** How often silent partitions are looked at. */
  Duration tick() {
    Duration quarter = idleAfter.dividedBy(4);
    return quarter.compareTo(HEARTBEAT_EVERY) < 0 ? quarter : HEARTBEAT_EVERY;
  }

  String groupId() {
    return client.get(ConsumerConfig.GROUP_ID_CONFIG);
  }

  /**
   * The properties of the clients of one source.
   *
   * @param name distinguishes the sources of one job in client ids
   */
  Properties clientProperties(String name) {
    Properties properties = new Properties();
    client.forEach(properties::setProperty);
    RESERVED.forEach(properties::setProperty);
    properties.setProperty("client.id.prefix", groupId() + "-" + name);
    properties.setProperty("commit.offsets.on.checkpoint", "true");
    properties.setProperty(
        "partition.discovery.interval.ms", Long.toString(partitionDiscovery.toMillis()));
    return properties;
  }

  private static void requireText(Map<String, String> client, String property) {
    if (client.getOrDefault(property, "").isBlank()) {
      throw new IllegalArgumentException("--kafka." + property + ": is required");
    }
  }

  private static void requireValid(Map<String, String> client) {
    for (String property : new TreeMap<>(RESERVED).keySet()) {
      if (client.containsKey(property)) {
        throw new IllegalArgumentException(
            "--kafka." + property + ": cannot be chosen, it is " + RESERVED.get(property));
      }
    }
    for (ConfigValue value : ConsumerConfig.configDef().validate(client)) {
      List<String> errors = value.errorMessages();
      if (client.containsKey(value.name()) && !errors.isEmpty()) {
        throw new IllegalArgumentException("--kafka." + value.name() + ": " + errors.get(0));
      }
    }
  }

  private static void requireWithin(String option, Duration value, Duration least, Duration most) {
    if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          option + ": " + value + " is not allowed, only from " + least + " to " + most);
    }
  }
}
