/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.TidemarkJob;
import io.tidemark.job.kafka.BrokerTopics;
import io.tidemark.stack.kafka.KafkaProcess;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("cluster")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FirstStepsTest {

  private static final Duration DAY = Duration.ofHours(24);

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.HOURS);

  /** When the records of a test were sent, an hour between them. */
  private final Instant six = now.minus(Duration.ofDays(3));

  @TempDir static Path folder;

  private static KafkaProcess broker;
  private static BrokerTopics topics;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = KafkaProcess.start(folder);
    topics = new BrokerTopics(broker.bootstrapServers());
  }

  @AfterAll
  static void stopBroker() throws Exception {
    topics.close();
    broker.close();
  }

  @Test
  void rebuildsFromTheFirstKeptRecord() throws Exception {
    String topic = topicOfThree();

    assertThatCode(() -> firstSteps().require(List.of(topic), hourFrom(six), DAY))
        .doesNotThrowAnyException();
  }

  @Test
  void aRunMayHaveBegunBeforeTheFirstRecordThatIsKept() throws Exception {
    String topic = topicOfThree();
    topics.deleteBefore(topic, 1, 2);
    Instant allowed = six.plus(Duration.ofHours(2)).plus(DAY);

    assertThatThrownBy(
            () ->
                firstSteps()
                    .require(List.of(topic), hourFrom(allowed.minus(Duration.ofHours(1))), DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(topic)
        .hasMessageContaining("allowed is from " + allowed + " on");
    assertThatCode(() -> firstSteps().require(List.of(topic), hourFrom(allowed), DAY))
        .doesNotThrowAnyException();
  }

  /** Steps that were in it may be followed by steps that come, or that are in other partitions. */
  @Test
  void aPartitionOfWhichAllIsGoneIsWholeFromItsRetentionOn() throws Exception {
    String topic =
        topicOfThree(Map.of("retention.ms", Long.toString(Duration.ofDays(2).toMillis())));
    topics.deleteBefore(topic, 1, 3);
    Instant since = now.minus(Duration.ofDays(2));

    assertThat(firstSteps().wholeSince(List.of(topic))).contains(since);
    assertThatThrownBy(() -> firstSteps().require(List.of(topic), hourFrom(six), DAY))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("allowed is from " + since.plus(DAY) + " on");
    assertThatCode(() -> firstSteps().require(List.of(topic), hourFrom(since.plus(DAY)), DAY))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"retention.bytes, 1000000", "retention.ms, -1"})
  void aPartitionThatWasNotEmptiedByTimeIsNotKnownToBeWhole(String name, String value)
      throws Exception {
    String topic = topicOfThree(Map.of(name, value));
    topics.deleteBefore(topic, 1, 3);

    assertThat(firstSteps().wholeSince(List.of(topic))).contains(now);
  }

  @Test
  void aPartitionThatNeverHeldARecordIsWhole() throws Exception {
    assertThat(firstSteps().wholeSince(List.of(topicOfThree()))).isEmpty();
  }

  @Test
  void theJobLooksBeforeItStarts() throws Exception {
    String comfyui = topicOfThree();
    String training = topicOfThree();
    topics.deleteBefore(training, 1, 1);
    String[] arguments = {
      "--kafka.bootstrap-servers",
      broker.bootstrapServers(),
      "--elasticsearch.hosts",
      "http://127.0.0.1:1",
      "--pipelines",
      "comfyui,training",
      "--comfyui.topic",
      comfyui,
      "--training.topic",
      training,
      "--rebuild.from",
      six.toString(),
      "--rebuild.to",
      six.plus(Duration.ofHours(1)).toString()
    };

    assertThatThrownBy(() -> TidemarkJob.main(arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(training);
  }

  private String topicOfThree() throws Exception {
    return topicOfThree(Map.of());
  }

  private String topicOfThree(Map<String, String> properties) throws Exception {
    String topic = topics.create("steps", 2, properties);
    for (int hours = 0; hours < 3; hours++) {
      topics.sendAt(topic, 1, six.plus(Duration.ofHours(hours)).toEpochMilli());
    }
    return topic;
  }

  private FirstSteps firstSteps() {
    Properties client = new Properties();
    client.setProperty("bootstrap.servers", broker.bootstrapServers());
    return new FirstSteps(client, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static RebuildRange hourFrom(Instant from) {
    long to = from.plus(Duration.ofHours(1)).toEpochMilli();
    return new RebuildRange(from.toEpochMilli(), to, to);
  }
}
