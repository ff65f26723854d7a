/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.comfyui;

import static io.tidemark.job.comfyui.RunsAndLevels.DAY;
import static io.tidemark.job.comfyui.RunsAndLevels.HOUR;
import static io.tidemark.job.comfyui.RunsAndLevels.MINUTE;
import static io.tidemark.job.comfyui.RunsAndLevels.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.RunStep;
import io.tidemark.model.comfyui.StepText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which users the documents of concurrency name. */
@Tag("fast")
class UsersOfLevelsTest {

  private static final int MOST_USERS = 100;

  @Test
  void namesEveryUserWhoseRunTheHourCounts() throws Exception {
    try (RunsAndLevels job = new RunsAndLevels(null)) {
      job.take(step("long", RunStep.STARTED, TEN + 50 * MINUTE, "bob"));
      job.take(step("short", RunStep.STARTED, TEN + HOUR + MINUTE, "ada"));
      job.take(step("short", RunStep.SUCCEEDED, TEN + HOUR + 2 * MINUTE, "ada"));
      job.watermark(TEN + 2 * HOUR + MINUTE);
      job.take(step("long", RunStep.SUCCEEDED, TEN + 2 * HOUR + 2 * MINUTE, "bob"));
      job.watermark(TEN + 4 * HOUR);
      job.end();

      assertThat(users(job, TEN)).isEqualTo("[\"bob\"]");
      assertThat(users(job, TEN + HOUR)).isEqualTo("[\"ada\",\"bob\"]");
      assertThat(users(job, TEN + 2 * HOUR)).isEqualTo("[\"bob\"]");
      assertThat(job.concurrency(TEN).has("user_ids")).as("tenant").isFalse();
    }
  }

  @Test
  void namesTheUserOfARunThatIsStillGoing() throws Exception {
    try (RunsAndLevels job = new RunsAndLevels(null)) {
      job.take(step("long", RunStep.STARTED, TEN + 5 * MINUTE, "bob"));
      job.watermark(TEN + 3 * HOUR + 10 * MINUTE);
      job.clock(3 * HOUR);
      job.clock(4 * HOUR);

      for (int hour = 0; hour <= 3; hour++) {
        assertThat(users(job, TEN + hour * HOUR)).isEqualTo("[\"bob\"]");
      }
    }
  }

  @Test
  void namesNoUsersWhereOneIsUnknownOrTheyAreTooMany() throws Exception {
    try (RunsAndLevels job = new RunsAndLevels(null)) {
      job.take(step("a", RunStep.STARTED, TEN, "ada"));
      job.take(step("b", RunStep.STARTED, TEN, null));
      job.take(step("b", RunStep.SUCCEEDED, TEN + MINUTE, null));
      for (int i = 0; i < MOST_USERS; i++) {
        job.take(step("c" + i, RunStep.STARTED, TEN + HOUR + MINUTE, "user" + i));
        job.take(step("c" + i, RunStep.SUCCEEDED, TEN + HOUR + 2 * MINUTE, null));
      }
      job.watermark(TEN + 3 * HOUR);

      assertThat(workflow(job, TEN).path("max").asLong()).isEqualTo(2);
      assertThat(workflow(job, TEN).has("user_ids")).as("one is unknown").isFalse();
      assertThat(workflow(job, TEN + HOUR).path("max").asLong()).isEqualTo(MOST_USERS + 1);
      assertThat(workflow(job, TEN + HOUR).has("user_ids")).as("too many").isFalse();
      assertThat(users(job, TEN + 2 * HOUR)).isEqualTo("[\"ada\"]");
    }
  }

  /** Users become known late, and windows close in between, as long runs continue over days. */
  @RepeatedTest(30)
  void namesThoseWhomACountOfAllRunsFinds() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<ComfyuiStep> steps = new ArrayList<>();
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      long start = TEN + random.nextInt(20 * 60) * MINUTE;
      long end = start + 1 + random.nextInt(random.nextBoolean() ? 90 : 20 * 60) * MINUTE;
      String user = List.of("ada", "bob", "cyd").get(random.nextInt(3));
      runs.add(new Run(user, start, end));
      steps.add(step("t" + i, RunStep.STARTED, start, random.nextBoolean() ? user : "dan"));
      steps.add(step("t" + i, RunStep.SUCCEEDED, end, user));
    }
    Collections.shuffle(steps, random);
    try (RunsAndLevels job = new RunsAndLevels(null)) {
      long watermark = TEN;
      for (ComfyuiStep step : steps) {
        job.take(step);
        watermark += random.nextInt(80) * MINUTE;
        job.watermark(Math.min(watermark, TEN + DAY));
      }
      job.watermark(TEN + 5 * DAY);
      job.clock(HOUR);
      job.clock(DAY);

      for (Map.Entry<String, JsonNode> entry : job.figures().entrySet()) {
        JsonNode document = entry.getValue();
        if (document.path("dimension").asText().equals("workflow")) {
          long hour = java.time.Instant.parse(document.path("hour").asText()).toEpochMilli();
          TreeSet<String> expected = new TreeSet<>();
          runs.stream().filter(run -> run.goesIn(hour)).forEach(run -> expected.add(run.user));
          List<String> named = new ArrayList<>();
          document.path("user_ids").forEach(user -> named.add(user.asText()));
          assertThat(named).as("seed %s, %s", seed, document).containsExactlyElementsOf(expected);
        }
      }
    }
  }

  private record Run(String user, long start, long end) {
    boolean goesIn(long hour) {
      return start < hour + HOUR && end > hour;
    }
  }

  private static ComfyuiStep step(String task, RunStep kind, long time, String user) {
    ComfyuiStep step = RunsAndLevels.step(task, kind, time);
    step.text(StepText.USER_ID, user);
    step.text(StepText.WORKFLOW_ID, "w");
    return step;
  }

  private static JsonNode workflow(RunsAndLevels job, long hour) throws Exception {
    return job.document("comfyui-concurrency", hour, "workflow");
  }

  private static String users(RunsAndLevels job, long hour) throws Exception {
    return workflow(job, hour).path("user_ids").toString();
  }
}
