/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.tidemark.stack.send.EventSender;
import io.tidemark.testkit.oracle.AgentOracle;
import io.tidemark.testkit.oracle.ComfyuiOracle;
import io.tidemark.testkit.oracle.ConcurrencyOracle;
import io.tidemark.testkit.oracle.Event;
import io.tidemark.testkit.oracle.Oracle;
import io.tidemark.testkit.oracle.TrainingOracle;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * ComfyUI runs, training jobs and coding agents on a running stack: sends their events in two
 * halves, and holds every document of every family against its oracle.
 */
final class FollowedPipelines {

  /** After this long an hour is final. */
  private static final Duration FINAL_AFTER = Duration.ofMinutes(10);

  private static final String MALFORMED = "{\"tenant_id\":\"odd\",\"event\":7}";

  private final ComfyuiOracle runs;
  private final ConcurrencyOracle levels;
  private final TrainingOracle jobs = new TrainingOracle();
  private final AgentOracle measurements = new AgentOracle();
  private final List<Topic> topics;
  private final long seed;

  /** The events of one topic, and the oracle that adds them up. */
  private record Topic(String name, List<String> events, Oracle oracle) {}

  FollowedPipelines(Instant now, long seed) {
    this.seed = seed;
    FollowedInput input = new FollowedInput(now, seed);
    runs = new ComfyuiOracle(FollowedInput.MAX_TASK.toMillis(), now.toEpochMilli());
    levels = runs.concurrency();
    topics =
        List.of(
            new Topic("usage.comfyui-tasks", input.runs(), runs),
            new Topic("usage.training-jobs", input.jobs(), jobs),
            new Topic("usage.coding-agents", input.measurements(), measurements));
  }

  void sendFirstHalf(String bootstrapServers) {
    for (Topic topic : topics) {
      send(bootstrapServers, topic, topic.events().subList(0, topic.events().size() / 2));
    }
  }

  /** Sends what is left, and some of the first half again. */
  void sendRest(String bootstrapServers) {
    for (Topic topic : topics) {
      int size = topic.events().size();
      send(bootstrapServers, topic, topic.events().subList(size / 3, size));
    }
  }

  private static void send(String bootstrapServers, Topic topic, List<String> events) {
    try (EventSender sender = EventSender.to(bootstrapServers, topic.name())) {
      sender.send(topic.name(), MALFORMED.getBytes(UTF_8));
      for (String event : events) {
        topic.oracle().add(Event.parse(event));
        sender.send(topic.name(), event.getBytes(UTF_8));
      }
      sender.flush();
    }
  }

  /** Waits until every document is as it must be; what then is not, fails. */
  void assertDocuments(URI elasticsearch, String part) {
    String when = part + ", seed " + seed;
    assertFamily(elasticsearch, "comfyui-hourly", ComfyuiOracle.DIMENSIONS, runs, when);
    assertFamily(elasticsearch, "training-hourly", TrainingOracle.DIMENSIONS, jobs, when);
    assertFamily(elasticsearch, "coding-agents-hourly", AgentOracle.DIMENSIONS, measurements, when);
    FamilyDocuments records =
        new FamilyDocuments(elasticsearch, "comfyui-records", Set.of("tenant_id", "task_id"));
    Map<String, Map<String, Object>> expected = runs.records();
    Awaited.assertEqual("records, " + when, records::read, expected);
    assertLevels(elasticsearch, when);
  }

  /** The cards of one tenant's tabs, over more than all that was sent. */
  void assertCards(PageReader page, URI site, String token) {
    Map<String, List<String>> metrics =
        Map.of(
            "comfyui", List.of("executions", "succeeded", "failed", "cancelled", "abandoned"),
            "training", List.of("jobs", "succeeded", "failed", "cancelled", "trained_tokens"),
            "coding-agents", List.of("commits", "lines_added", "tokens"));
    Map<String, Oracle> oracles =
        Map.of("comfyui", runs, "training", jobs, "coding-agents", measurements);
    oracles.forEach(
        (tab, oracle) -> {
          Map<String, String> expected = new TreeMap<>();
          metrics
              .get(tab)
              .forEach(
                  name -> expected.put(name, whole(total(oracle, FollowedInput.TENANT, name))));
          assertThat(page.cards(site, tab, token, metrics.get(tab)))
              .as("%s, seed %d", tab, seed)
              .isEqualTo(expected);
        });
  }

  /** The greatest number of runs at once, in the note of the chart of concurrency. */
  void assertPeak(PageReader page, URI site, String token) {
    long peak =
        levels.documents(Instant.now().toEpochMilli(), Map.of()).values().stream()
            .filter(document -> FollowedInput.TENANT.equals(document.get("tenant_id")))
            .filter(document -> "tenant".equals(document.get("dimension")))
            .mapToLong(document -> (Long) document.get("max"))
            .max()
            .orElseThrow();

    page.open(site, "comfyui", token);

    assertThat(page.texts("[data-note=peak]"))
        .as("seed %d", seed)
        .singleElement(STRING)
        .startsWith("Peak " + peak + " at ");
  }

  /** The sum of one measure over all hours of a tenant. */
  static long total(Oracle oracle, String tenant, String metric) {
    return oracle.hours().values().stream()
        .filter(document -> tenant.equals(document.get("tenant_id")))
        .mapToLong(document -> (Long) document.getOrDefault(metric, 0L))
        .sum();
  }

  /** As the page writes a count in full. */
  static String whole(long count) {
    return String.format(Locale.US, "%,d", count);
  }

  private static void assertFamily(
      URI elasticsearch, String family, List<String> dimensions, Oracle oracle, String when) {
    FamilyDocuments documents = FamilyDocuments.hourly(elasticsearch, family, dimensions);
    Map<String, Map<String, Object>> expected = saying(oracle.hours());
    Awaited.assertEqual(family + ", " + when, () -> saying(documents.read()), expected);
    DailyDocuments.assertSums(
        elasticsearch,
        family.replace("-hourly", ""),
        dimensions,
        expected.values(),
        FollowedPipelines::saying);
  }

  private void assertLevels(URI elasticsearch, String when) {
    FamilyDocuments documents =
        new FamilyDocuments(elasticsearch, "comfyui-concurrency", ConcurrencyOracle.KEY);
    Awaited.assertEqual("wrong levels, " + when, () -> listWrongLevels(documents.read()), Map.of());
  }

  private Map<String, String> listWrongLevels(Map<String, Map<String, Object>> stored) {
    Map<String, Map<String, Object>> expected = levels(stored);
    stored.values().forEach(document -> document.remove("measured_until"));
    Map<String, String> wrong = new TreeMap<>();
    addDifferences(running(stored), running(expected), wrong);
    addDifferences(quietHours(stored, expected), quietHours(expected, expected), wrong);
    return wrong;
  }

  private static void addDifferences(
      Map<String, Map<String, Object>> stored,
      Map<String, Map<String, Object>> expected,
      Map<String, String> wrong) {
    Set<String> keys = new TreeSet<>(expected.keySet());
    keys.addAll(stored.keySet());
    for (String key : keys) {
      if (!Objects.equals(stored.get(key), expected.get(key))) {
        wrong.put(key, "%s in place of %s".formatted(stored.get(key), expected.get(key)));
      }
    }
  }

  /** The expected levels, of running hours as far as their documents say they are measured. */
  private Map<String, Map<String, Object>> levels(Map<String, Map<String, Object>> stored) {
    Map<String, Long> measured = new TreeMap<>();
    stored.forEach(
        (key, document) -> {
          if (document.containsKey("measured_until")) {
            String until = document.get("measured_until").toString();
            measured.put(key, Instant.parse(until).toEpochMilli());
          }
        });
    Instant now = Instant.now();
    String last = now.minus(FINAL_AFTER).minus(Duration.ofHours(1)).toString();
    Map<String, Map<String, Object>> expected = levels.documents(now.toEpochMilli(), measured);
    expected
        .entrySet()
        .removeIf(
            entry ->
                !stored.containsKey(entry.getKey())
                    && entry.getValue().get("hour").toString().compareTo(last) > 0);
    return expected;
  }

  private static Map<String, Map<String, Object>> running(
      Map<String, Map<String, Object>> documents) {
    Map<String, Map<String, Object>> running = new TreeMap<>(documents);
    running.values().removeIf(document -> !ConcurrencyOracle.isBusy(document));
    return running;
  }

  /**
   * Quiet hours of tenants have documents, too. Others may stand that say that nothing ran: those
   * of hours for which a run seemed to continue, before its end was read.
   */
  private static Map<String, Map<String, Object>> quietHours(
      Map<String, Map<String, Object>> documents, Map<String, Map<String, Object>> expected) {
    Map<String, Map<String, Object>> tenants = new TreeMap<>(documents);
    tenants.values().removeIf(document -> !"tenant".equals(document.get("dimension")));
    tenants
        .entrySet()
        .removeIf(
            entry ->
                Long.valueOf(0).equals(entry.getValue().get("max"))
                    && !expected.containsKey(entry.getKey()));
    return tenants;
  }

  /**
   * Those that do not say that nothing happened, as one does whose runs turned out to be others.
   */
  private static Map<String, Map<String, Object>> saying(
      Map<String, Map<String, Object>> documents) {
    Map<String, Map<String, Object>> saying = new TreeMap<>(documents);
    saying
        .values()
        .removeIf(
            document ->
                document.entrySet().stream()
                    .filter(field -> !field.getKey().equals("window_minutes"))
                    .filter(field -> field.getValue() instanceof Long)
                    .allMatch(field -> field.getValue().equals(0L)));
    return saying;
  }
}
