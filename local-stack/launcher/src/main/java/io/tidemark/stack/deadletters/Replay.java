/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.deadletters;

import io.tidemark.model.topics.UsageTopics;
import io.tidemark.stack.StackException;
import io.tidemark.stack.process.StateFolder;
import io.tidemark.stack.send.EventSender;
import io.tidemark.stack.send.ProgressBar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Sends records that could not be counted to where they came from, once their fault is repaired. A
 * record that was counted in the meantime is a duplicate, and one that still cannot be counted
 * becomes a dead letter again.
 *
 * <p>The state folder keeps how far it is: the next replay of the same reasons begins there.
 */
public final class Replay {

  /** Where the job writes what it could not count. */
  public static final String TOPIC = UsageTopics.DEAD_LETTERS;

  /** Prefix of the headers of records that intake writes. */
  private static final String SENDER_HEADERS = "tidemark-";

  private static final Duration POLL = Duration.ofSeconds(1);

  private final String bootstrapServers;
  private final Path file;
  private final Set<String> reasons;

  private ReplayPositions from = new ReplayPositions();
  private long sent;
  private long otherReason;
  private long cut;
  private long twice;
  private final Set<String> events = new HashSet<>();

  /**
   * @param reasons as dead letters name them, such as {@code malformed}
   */
  public Replay(String bootstrapServers, StateFolder state, Set<String> reasons) {
    this.bootstrapServers = bootstrapServers;
    this.file = state.file(StateFolder.REPLAYED);
    this.reasons = Set.copyOf(reasons);
  }

  /**
   * Sends what was not sent yet.
   *
   * @param again begin with the first letter that is kept, not after the last replay
   * @throws StackException when Kafka does not answer
   */
  public Replayed run(boolean again, ProgressBar progress) {
    try (KafkaConsumer<byte[], byte[]> letters = createConsumer();
        EventSender sender = EventSender.to(bootstrapServers, TOPIC)) {
      List<TopicPartition> partitions =
          letters.partitionsFor(TOPIC).stream()
              .map(info -> new TopicPartition(TOPIC, info.partition()))
              .toList();
      letters.assign(partitions);
      ReplayPositions noted = ReplayPositions.read(file);
      from = again ? new ReplayPositions() : noted;
      seekPositions(letters, partitions);
      Map<TopicPartition, Long> ends = letters.endOffsets(partitions);
      while (partitions.stream().anyMatch(one -> letters.position(one) < ends.get(one))) {
        for (ConsumerRecord<byte[], byte[]> letter : letters.poll(POLL)) {
          if (letter.offset() < ends.get(new TopicPartition(TOPIC, letter.partition()))) {
            takeRecord(letter, sender);
          }
        }
        progress.showProgress(sent, 0);
      }
      sender.flush();
      ends.forEach((partition, end) -> noted.set(reasons, partition.partition(), end));
      noted.write(file);
    }
    return new Replayed(sent, otherReason, cut, twice);
  }

  private void takeRecord(ConsumerRecord<byte[], byte[]> record, EventSender sender) {
    byte[] value = record.value();
    Optional<DeadLetter> letter = value == null ? Optional.empty() : DeadLetter.readLetter(value);
    if (letter.isEmpty()) {
      cut++;
    } else if (!reasons.contains(letter.get().reason())) {
      otherReason++;
    } else if (record.offset() < from.find(letter.get().reason(), record.partition())) {
      // Another of the reasons is not as far.
      return;
    } else if (letter.get().payload().isEmpty()) {
      cut++;
    } else if (!events.add(letter.get().event())) {
      twice++;
    } else {
      sender.send(letter.get().topic(), letter.get().payload().get(), senderOf(record));
      sent++;
    }
  }

  /** The headers that intake gave the record: tenant and format of its events. */
  private static List<Header> senderOf(ConsumerRecord<byte[], byte[]> letter) {
    List<Header> headers = new ArrayList<>();
    for (Header header : letter.headers()) {
      if (header.key().startsWith(SENDER_HEADERS)) {
        headers.add(header);
      }
    }
    return headers;
  }

  private void seekPositions(
      KafkaConsumer<byte[], byte[]> letters, List<TopicPartition> partitions) {
    Map<TopicPartition, Long> first = letters.beginningOffsets(partitions);
    for (TopicPartition partition : partitions) {
      long known =
          reasons.stream()
              .mapToLong(reason -> from.find(reason, partition.partition()))
              .min()
              .orElse(0);
      letters.seek(partition, Math.max(first.get(partition), known));
    }
  }

  private KafkaConsumer<byte[], byte[]> createConsumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }
}
