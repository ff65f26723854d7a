/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import io.tidemark.api.outbox.Message;
import io.tidemark.api.search.DocumentStore.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/** Channels, messages and senders of tests. */
public final class ChannelSample {

  static final Instant NOW = Instant.ofEpochSecond(1_767_229_200);
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  public static final String LEVEL =
      "{\"budget\":\"dev-daily\",\"value\":\"alice\",\"measure\":\"total_tokens\","
          + "\"used\":\"40100\",\"amount\":\"50000\",\"percent\":80.2,\"level\":80,"
          + "\"period\":{\"from\":\"2026-11-28T16:00:00Z\",\"to\":\"2026-11-29T16:00:00Z\","
          + "\"time_zone\":\"Asia/Shanghai\"},\"counted_through\":\"2026-11-29T07:41:12Z\","
          + "\"final_through\":\"2026-11-29T06:00:00Z\","
          + "\"link\":\"https://usage.example.com/?tab=budgets&budget=dev-daily\"}";

  private ChannelSample() {}

  static ChannelProperties properties(Path secrets) {
    return new ChannelProperties(secrets, Set.of("127.0.0.1"), Set.of());
  }

  static Channel channel(String body) {
    return new ChannelKind(new TargetAddresses(properties(null)))
        .parse("ops", JsonMapper.shared().readTree(body));
  }

  public static Message message(String type, String data) {
    return new Message(
        "msg_1", "acme", "ops", type, "dev-daily/alice", JsonMapper.shared().readTree(data), NOW);
  }

  static Message level() {
    return message("io.tidemark.budget.level", LEVEL);
  }

  /** A delivery with these senders, secrets of a folder and limits of its own. */
  static ChannelDelivery delivery(Path secrets, ChannelSender... senders) {
    return new ChannelDelivery(
        new ChannelSecrets(properties(secrets)),
        new ReceiverLimits(new MemorySendTimes(), CLOCK),
        List.of(senders));
  }

  /** Keeps times in memory, by the same rules as Elasticsearch. */
  static final class MemorySendTimes implements SendTimes {

    private final Map<String, Stored> stored = new HashMap<>();
    private long sequenceNumber;

    @Override
    public synchronized Optional<Stored> findTimes(String receiver) {
      return Optional.ofNullable(stored.get(receiver));
    }

    @Override
    public synchronized boolean createTimes(String receiver, List<Instant> times) {
      return !stored.containsKey(receiver) && put(receiver, times);
    }

    @Override
    public synchronized boolean replaceTimes(
        String receiver, List<Instant> times, Version expected) {
      return stored.get(receiver).version().equals(expected) && put(receiver, times);
    }

    private boolean put(String receiver, List<Instant> times) {
      Version version = new Version(sequenceNumber++, 1);
      stored.put(receiver, new Stored(List.copyOf(times), version));
      return true;
    }
  }
}
