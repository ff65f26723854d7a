/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RandomSeed;
import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers over random runs, some of them still going, are refused or the same as if the runs of
 * users whom the caller may not see had never been.
 */
@Tag("node")
class HiddenRunsTest {

  private static final int ROUNDS = 6;
  private static final int RUNS = 14;
  private static final int QUESTIONS = 40;
  private static final int HOURS = 16;
  private static final long HOUR = 3_600;
  private static final Instant END = Instant.parse("2026-03-12T11:00:00Z");
  private static final Instant FIRST = END.minusSeconds(HOURS * HOUR);
  private static final List<String> USERS = List.of("alice", "bob", "carol", "dave");

  private static final LiveApi api = LiveApi.shared();

  /** Seconds since {@link #FIRST}; a run that continues ends after the last hour. */
  private record Run(String user, String workflow, String key, int start, int end) {
    String value(String dimension) {
      return switch (dimension) {
        case "workflow" -> workflow;
        case "api_key" -> key;
        default -> user;
      };
    }
  }

  @Test
  void noAnswerShowsRunsOfUsersWhomTheCallerMayNotSee() {
    long seed = RandomSeed.SEED;
    Random random = new Random(seed);
    int shown = 0;
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<Run> runs = runs(random);
      List<String> visible = USERS.subList(0, 1 + random.nextInt(3));
      List<Run> own = runs.stream().filter(run -> visible.contains(run.user)).toList();
      String all = "runs-" + seed + "-all-" + round;
      String without = "runs-" + seed + "-own-" + round;
      api.index(documents(all, runs));
      api.index(documents(without, own));
      for (int i = 0; i < QUESTIONS; i++) {
        String[] question = question(random);
        Answer answer = ask(all, visible, question);
        String why = "seed " + seed + ", " + visible + ", " + List.of(question) + ", " + runs;
        if (answer.status() == 403) {
          refused++;
        } else {
          shown++;
          assertThat(answer.status()).as(why).isEqualTo(200);
          assertThat(answer.json()).as(why).isEqualTo(ask(without, visible, question).json());
        }
      }
    }
    assertThat(shown).as("answers that the test compared").isPositive();
    assertThat(refused).as("answers that were refused").isPositive();
  }

  private static List<Run> runs(Random random) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      int start = random.nextInt((int) (HOURS * HOUR));
      int length = random.nextInt(3) == 0 ? random.nextInt(60_000) : random.nextInt(2_000);
      String user = USERS.get(random.nextInt(USERS.size()));
      // Most workflows and keys are those of one user.
      String of = random.nextInt(4) == 0 ? "shared" : user;
      runs.add(new Run(user, "w-" + of, "k-" + of, start, start + length));
    }
    return runs;
  }

  private static String[] question(Random random) {
    int hours = 1 + random.nextInt(6);
    Instant from = FIRST.plusSeconds(random.nextInt(HOURS - hours + 1) * HOUR);
    String dimension = List.of("workflow", "api_key", "user").get(random.nextInt(3));
    String of = random.nextInt(5) == 0 ? "shared" : USERS.get(random.nextInt(USERS.size()));
    String prefix = dimension.equals("user") ? "" : dimension.equals("workflow") ? "w-" : "k-";
    return new String[] {
      "from",
      from.toString(),
      "to",
      from.plusSeconds(hours * HOUR).toString(),
      "dimension",
      dimension,
      "value",
      prefix + of
    };
  }

  private static Answer ask(String tenant, List<String> visible, String... question) {
    String[] granted = visible.subList(1, visible.size()).toArray(String[]::new);
    return api.get(
        api.tokens().member(tenant, visible.get(0), granted),
        "/api/v1/comfyui/concurrency",
        question);
  }

  /** As the job writes them: an hour in which nothing ran has no document. */
  private static List<IndexedDocument> documents(String tenant, List<Run> runs) {
    List<IndexedDocument> documents = new ArrayList<>();
    for (String dimension : List.of("workflow", "api_key", "user")) {
      Map<String, List<Run>> groups = new TreeMap<>();
      runs.forEach(
          run -> groups.computeIfAbsent(run.value(dimension), key -> new ArrayList<>()).add(run));
      groups.forEach(
          (value, members) -> {
            for (int hour = 0; hour < HOURS; hour++) {
              ObjectNode document = document(hour, members);
              if (document != null) {
                document.put("tenant_id", tenant).put("dimension", dimension).put("value", value);
                long start = FIRST.plusSeconds(hour * HOUR).toEpochMilli();
                documents.add(
                    new IndexedDocument(
                        IndexFamily.COMFYUI_CONCURRENCY.indexAt(start), null, document));
              }
            }
          });
    }
    return documents;
  }

  private static ObjectNode document(int hour, List<Run> runs) {
    int start = (int) (hour * HOUR);
    int[] levels = new int[(int) HOUR];
    TreeSet<String> users = new TreeSet<>();
    for (Run run : runs) {
      int from = Math.max(run.start, start);
      int to = Math.min(run.end, start + levels.length);
      if (from < to) {
        users.add(run.user);
      }
      for (int second = from; second < to; second++) {
        levels[second - start]++;
      }
    }
    return users.isEmpty() ? null : document(hour, levels, users);
  }

  private static ObjectNode document(int hour, int[] levels, Set<String> users) {
    ObjectNode document = JsonMapper.shared().createObjectNode();
    document.put("hour", FIRST.plusSeconds(hour * HOUR).toString()).put("window_minutes", 60);
    Map<Integer, Long> millis = new TreeMap<>();
    int[] peaks = new int[60];
    for (int second = 0; second < levels.length; second++) {
      millis.merge(levels[second], 1_000L, Long::sum);
      peaks[second / 60] = Math.max(peaks[second / 60], levels[second]);
    }
    millis.forEach(
        (level, ms) -> document.withArray("levels").addObject().put("level", level).put("ms", ms));
    for (int peak : peaks) {
      document.withArray("minute_max").add(peak);
    }
    document.put("max", millis.keySet().stream().mapToInt(level -> level).max().orElseThrow());
    document.put("min", millis.keySet().stream().mapToInt(level -> level).min().orElseThrow());
    users.forEach(document.withArray("user_ids")::add);
    return document;
  }
}
