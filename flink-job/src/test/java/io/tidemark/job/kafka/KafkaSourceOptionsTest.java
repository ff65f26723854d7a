/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class KafkaSourceOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bootstrap.servers    | ''       | --kafka.bootstrap.servers: is required
          group.id             | ' '      | --kafka.group.id: is required
          auto.offset.reset    | latest   | --kafka.auto.offset.reset: cannot be chosen, it is none
          enable.auto.commit   | true     | --kafka.enable.auto.commit: cannot be chosen, it is false
          max.poll.records     | many     | --kafka.max.poll.records: Invalid value many
          isolation.level      | paranoid | --kafka.isolation.level: Invalid value paranoid
          """)
  void refusesClientPropertiesThatCannotWork(String property, String value, String message) {
    Map<String, String> client = client();
    client.put(property, value);
    assertThatThrownBy(() -> options(client, Duration.ofSeconds(30), Duration.ofDays(30)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void rejectsTimesOutOfRange() {
    assertThatThrownBy(() -> options(client(), Duration.ofMillis(99), Duration.ofDays(30)))
        .hasMessage("--idle-after: PT0.099S is not allowed, only from PT0.1S to PT1H");
    assertThatThrownBy(() -> options(client(), Duration.ofSeconds(30), Duration.ofHours(23)))
        .hasMessage("--retention: PT23H is not allowed, only from PT24H to PT87600H");
  }

  @Test
  void fixesTheOptionsThatConsumersShare() {
    assertThat(KafkaSourceOptions.defaults("localhost:9092", "tidemark").clientProperties("calls"))
        .containsEntry("auto.offset.reset", "none")
        .containsEntry("enable.auto.commit", "false")
        .containsEntry("commit.offsets.on.checkpoint", "true")
        .containsEntry("client.id.prefix", "tidemark-calls");
  }

  @Test
  void showsNoSecrets() {
    Map<String, String> client = client();
    client.put("sasl.jaas.config", "password=secret");
    assertThat(options(client, Duration.ofSeconds(30), Duration.ofDays(30)).toString())
        .isEqualTo("Kafka at localhost:9092 as tidemark");
  }

  @Test
  void aSourceTravelsWithItsOptions() throws Exception {
    UsageSource<Reading> source =
        source(List.of(new TopicFormat<>("usage.model-calls", Reading.Format::new)));
    assertThat(InstantiationUtil.clone(source)).isNotSameAs(source);
  }

  @Test
  void aSourceReadsEachTopicOnce() {
    TopicFormat<Reading> topic = new TopicFormat<>("usage.model-calls", Reading.Format::new);
    assertThatThrownBy(() -> source(List.of(topic, topic)))
        .hasMessage("--model-calls.topic: a topic is named twice");
    assertThatThrownBy(() -> source(List.of()))
        .hasMessage("--model-calls.topic: at least one topic is required");
  }

  private static UsageSource<Reading> source(List<TopicFormat<Reading>> topics) {
    return new UsageSource<>(
        "model-calls",
        KafkaSourceOptions.defaults("localhost:9092", "tidemark"),
        topics,
        reading -> reading.time,
        Clock.systemUTC());
  }

  private static Map<String, String> client() {
    Map<String, String> client = new HashMap<>();
    client.put("bootstrap.servers", "localhost:9092");
    client.put("group.id", "tidemark");
    return client;
  }

  private static KafkaSourceOptions options(
      Map<String, String> client, Duration idleAfter, Duration retention) {
    return new KafkaSourceOptions(
        client,
        KafkaSourceOptions.DEFAULT_OUT_OF_ORDERNESS,
        idleAfter,
        KafkaSourceOptions.DEFAULT_MAX_FUTURE,
        retention,
        KafkaSourceOptions.DEFAULT_ON_LOST_OFFSETS,
        KafkaSourceOptions.DEFAULT_PARTITION_DISCOVERY);
  }
}
