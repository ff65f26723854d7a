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

/** Fine-tuning jobs of some minutes to some hours that report what they have trained so far. */
final class TrainingSample extends BlockSample {

  private static final String TOPIC = WorkloadSchemas.TRAINING.topic();
  private static final int BLOCK_HOURS = 6;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long REPORT_MILLIS = 5 * MINUTE_MILLIS;
  private static final long LONGEST_MILLIS = 6 * 60 * MINUTE_MILLIS;
  private static final double EVENTS_PER_JOB = 12;

  /** Training is rare compared with calls: at most this many jobs per hour in a sample. */
  private static final double MOST_JOBS_PER_HOUR = 3;

  private static final List<String> MODELS = List.of("qwen3-8b", "qwen3-32b", "llama-3.1-8b");
  private static final List<String> USERS = List.of("carol", "erin", "heidi");

  TrainingSample() {
    super(BLOCK_HOURS, 1);
  }

  @Override
  public String name() {
    return "training";
  }

  @Override
  void createBlock(SamplePlan plan, Instant begin, Dice dice, Target target) {
    double asked = plan.ratePerSecond() * 3600 / EVENTS_PER_JOB;
    double perHour = Math.min(MOST_JOBS_PER_HOUR, asked);
    int count = dice.drawPoisson(perHour * BLOCK_HOURS * Weekly.computeFactor(begin));
    for (int i = 0; i < count; i++) {
      createJob(plan, begin.plusMillis(dice.pickBelow((int) blockMillis())), dice, target);
    }
  }

  private static void createJob(SamplePlan plan, Instant start, Dice dice, Target target) {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("job_id", "ft-" + dice.drawHex());
    job.put("tenant_id", dice.oneOf(plan.tenants()));
    job.put("user_id", dice.pickSkewed(USERS));
    job.put("base_model", dice.pickSkewed(MODELS));
    job.put("project_id", "research");
    job.put("method", dice.drawChance(0.7) ? "lora" : "full");
    long length = Math.min(LONGEST_MILLIS, dice.logNormal(50 * MINUTE_MILLIS, 0.9));
    long tokensPerMinute = dice.logNormal(90_000, 0.4);
    sendStatus(job, "started", start, 0, target);
    for (long after = REPORT_MILLIS; after < length; after += REPORT_MILLIS) {
      long tokens = tokensPerMinute * after / MINUTE_MILLIS;
      sendStatus(job, "progress", start.plusMillis(after), tokens, target);
    }
    String end =
        dice.drawChance(0.85) ? "succeeded" : dice.drawChance(0.7) ? "failed" : "cancelled";
    sendStatus(
        job, end, start.plusMillis(length), tokensPerMinute * length / MINUTE_MILLIS, target);
  }

  private static void sendStatus(
      Map<String, Object> job, String step, Instant time, long tokens, Target to) {
    Map<String, Object> fields = new LinkedHashMap<>(job);
    fields.put("event", step);
    fields.put("event_time", time);
    fields.put("trained_tokens", tokens);
    to.takeEvent(TOPIC, time, fields);
  }
}
