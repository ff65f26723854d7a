/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import io.tidemark.model.schema.WorkloadSchemas;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Image generation jobs of some seconds, one event each. */
final class ImageJobSample extends BlockSample {

  private static final String TOPIC = WorkloadSchemas.IMAGE_JOBS.topic();
  private static final int BLOCK_HOURS = 1;

  /** Image jobs are rarer than calls: no more than this many an hour in a sample. */
  private static final double MOST_JOBS_PER_HOUR = 60;

  private static final double SECONDS_PER_HOUR = 3_600;
  private static final List<String> MODELS = List.of("sdxl", "flux-dev", "qwen-image");
  private static final List<String> USERS = List.of("alice", "dave", "heidi");
  private static final List<String> PROJECTS = List.of("web-shop", "design");
  private static final List<Integer> SIDES = List.of(512, 768, 1_024);

  ImageJobSample() {
    super(BLOCK_HOURS, 1);
  }

  @Override
  public String name() {
    return "image-jobs";
  }

  @Override
  void createBlock(SamplePlan plan, Instant begin, Dice dice, Target target) {
    double perHour = Math.min(MOST_JOBS_PER_HOUR, plan.ratePerSecond() * SECONDS_PER_HOUR);
    int count = dice.drawPoisson(perHour * BLOCK_HOURS * Weekly.computeFactor(begin));
    for (int i = 0; i < count; i++) {
      sendJob(plan, begin.plusMillis(dice.pickBelow((int) blockMillis())), dice, target);
    }
  }

  private static void sendJob(SamplePlan plan, Instant time, Dice dice, Target target) {
    Map<String, Object> job = new LinkedHashMap<>();
    String user = dice.pickSkewed(USERS);
    boolean succeeded = dice.drawChance(0.95);
    job.put("job_id", "img-" + dice.drawHex());
    job.put("event_time", time);
    job.put("tenant_id", dice.oneOf(plan.tenants()));
    job.put("project_id", dice.oneOf(PROJECTS));
    job.put("user_id", user);
    job.put("api_key_id", user + "-key-1");
    job.put("model", dice.pickSkewed(MODELS));
    job.put("status", succeeded ? "succeeded" : dice.drawChance(0.6) ? "failed" : "cancelled");
    job.put("images", succeeded ? 1 + dice.pickBelow(4) : 0);
    job.put("width", dice.oneOf(SIDES));
    job.put("height", dice.oneOf(SIDES));
    job.put("steps", 20 + dice.pickBelow(20));
    job.put("run_time_ms", dice.logNormal(6_000, 0.6));
    target.takeEvent(TOPIC, time, job);
  }
}
