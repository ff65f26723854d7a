/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.faults.load.Load;
import io.tidemark.faults.oracle.Expected;
import io.tidemark.faults.oracle.Family;
import io.tidemark.faults.stack.FaultApi;
import io.tidemark.faults.stack.MessageReceiver;
import io.tidemark.stack.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Budgets and monitors over the calls of a round, evaluated by two instances of the search API, and
 * the messages that they must send: one for each account that reached its amount, and one for each
 * user with more calls on the day than a monitor allows.
 */
public final class WatchedUsage implements AutoCloseable {

  /** Calls of a user; a usual round has about 200 for each user of a tenant. */
  private static final long STEP = 30;

  private static final int BUDGETS = 10;
  private static final int MONITORS = 4;

  /** A claim of an instance that was killed holds for a minute. */
  private static final Duration LIMIT = Duration.ofMinutes(4);

  /** Events are counted for so long. */
  private static final Duration COUNTED = Duration.ofHours(26);

  /** The local hour at the end of the load: the whole load lies in one day. */
  private static final int LOCAL_END = 14;

  private static final int HOURS_PER_DAY = 24;

  /** Zones by offset go from 12 hours behind UTC to 14 hours before it. */
  private static final int MOST_AHEAD = 14;

  private static final String SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final List<FaultApi> instances;
  private final MessageReceiver receiver = new MessageReceiver();
  private final Instant end;

  WatchedUsage(List<FaultApi> instances, Instant end) {
    this.instances = List.copyOf(instances);
    this.end = end;
  }

  void startWatching() {
    for (FaultApi instance : instances) {
      Load.TENANTS.forEach(tenant -> instance.putSecret(tenant, "hook", SECRET));
      instance.launchProcess();
    }
    instances.forEach(FaultApi::awaitReady);
    Load.TENANTS.forEach(this::putRules);
  }

  private void putRules(String tenant) {
    FaultApi api = instances.get(0);
    api.putSetting(
        tenant,
        "channels/hook",
        "{\"type\":\"webhook\",\"secret\":\"file:hook\",\"url\":\"" + receiver.uri() + "/\"}");
    for (int i = 1; i <= BUDGETS; i++) {
      api.putSetting(
          tenant,
          "budgets/b" + i,
          "{\"match\":{\"workload\":\"model-calls\"},\"per\":\"user_id\",\"measure\":\"calls\","
              + "\"amount\":\"%d\",\"period\":\"once\",\"from\":\"%s\",\"warn_at\":[100],"
                  .formatted(STEP * i, budgetStart())
              + "\"channels\":[\"hook\"]}");
    }
    for (int i = 1; i <= MONITORS; i++) {
      api.putSetting(
          tenant,
          "monitors/m" + i,
          "{\"workload\":\"model-calls\",\"metric\":\"calls\",\"per\":\"user_id\",\"window\":\"day\","
              + "\"time_zone\":\"%s\",\"condition\":{\"kind\":\"above\",\"value\":%d},"
                  .formatted(zone(), 2 * STEP * i)
              + "\"channels\":[\"hook\"]}");
    }
  }

  private Instant budgetStart() {
    return end.minus(COUNTED);
  }

  /** A zone in which it is {@link #LOCAL_END} o'clock at the end of the load. */
  private String zone() {
    int offset = offset();
    return offset == 0 ? "Etc/GMT" : "Etc/GMT%+d".formatted(-offset);
  }

  private int offset() {
    int offset = LOCAL_END - end.atOffset(ZoneOffset.UTC).getHour();
    return offset > MOST_AHEAD ? offset - HOURS_PER_DAY : offset;
  }

  private Instant dayStart() {
    ZoneOffset offset = ZoneOffset.ofHours(offset());
    return end.atOffset(offset).truncatedTo(ChronoUnit.DAYS).toInstant();
  }

  /** Kills an instance at once and starts it again; the other one continues. */
  public void replaceInstance(int number) {
    FaultApi instance = instances.get(number);
    instance.killProcess();
    instance.launchProcess();
  }

  /** Waits for the messages; says what is wrong with them. */
  Outcome awaitMessages(Expected expected) {
    instances.forEach(FaultApi::awaitReady);
    List<String> right = listRight(expected);
    Await.until(() -> compareMessages(right).isRight(), LIMIT);
    return compareMessages(right);
  }

  /**
   * The result of the rules.
   *
   * @param expected messages that must come
   * @param missing that did not come
   * @param doubled that came twice with different ids, or should not have come
   * @param differences one line for each
   * @param repeated how many came again with the same id
   */
  record Outcome(int expected, int missing, int doubled, List<String> differences, long repeated) {

    /** The outcome of a round without rules. */
    static final Outcome NONE = new Outcome(0, 0, 0, List.of(), 0);

    boolean isRight() {
      return differences.isEmpty();
    }
  }

  private Outcome compareMessages(List<String> right) {
    List<String> differences = new ArrayList<>(receiver.contradictions());
    List<String> missing = new ArrayList<>(right);
    int doubled = 0;
    for (String one : listReceived()) {
      if (!missing.remove(one)) {
        doubled++;
        differences.add((right.contains(one) ? "came twice: " : "should not have come: ") + one);
      }
    }
    missing.forEach(one -> differences.add("did not come: " + one));
    return new Outcome(
        right.size(), missing.size(), doubled, List.copyOf(differences), receiver.repeated());
  }

  private List<String> listReceived() {
    List<String> received = new ArrayList<>();
    for (JsonNode message : receiver.messages()) {
      String tenant = message.path("source").asText().replaceFirst(".*/", "");
      JsonNode data = message.path("data");
      if (data.has("budget")) {
        received.add(createName(tenant, data.path("budget").asText(), data.path("value").asText()));
      }
      for (JsonNode group : data.path("groups")) {
        String change = group.path("change").asText();
        String rule = data.path("monitor").asText() + (change.equals("fired") ? "" : change);
        received.add(createName(tenant, rule, group.path("group").asText()));
      }
    }
    return received;
  }

  private static String createName(String tenant, String rule, String user) {
    return String.join(" ", tenant, rule, user);
  }

  private List<String> listRight(Expected expected) {
    List<String> right = new ArrayList<>();
    countCalls(expected, budgetStart())
        .forEach(
            (account, calls) -> {
              for (int i = 1; i <= BUDGETS && calls >= STEP * i; i++) {
                right.add(createName(account.get(0), "b" + i, account.get(1)));
              }
            });
    countCalls(expected, dayStart())
        .forEach(
            (account, calls) -> {
              for (int i = 1; i <= MONITORS && calls > 2 * STEP * i; i++) {
                right.add(createName(account.get(0), "m" + i, account.get(1)));
              }
            });
    return right;
  }

  /** Calls by tenant and user. */
  private static Map<List<String>, Long> countCalls(Expected expected, Instant from) {
    Map<List<String>, Long> calls = new TreeMap<>(WatchedUsage::compareTexts);
    for (List<Map<String, Object>> contents :
        expected.listDocuments(Family.MODEL_CALLS_HOURLY).values()) {
      Map<String, Object> hour = contents.get(0);
      if (!Instant.parse(String.valueOf(hour.get("hour"))).isBefore(from)) {
        calls.merge(
            List.of(String.valueOf(hour.get("tenant_id")), String.valueOf(hour.get("user_id"))),
            ((Number) hour.get("calls")).longValue(),
            Long::sum);
      }
    }
    return calls;
  }

  private static int compareTexts(List<String> one, List<String> other) {
    return String.join(" ", one).compareTo(String.join(" ", other));
  }

  @Override
  public void close() {
    instances.forEach(FaultApi::close);
    receiver.close();
  }
}
