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
import java.util.PriorityQueue;

/**
 * ComfyUI runs behind a few workers: more by day, now and then a burst that has to queue, a few
 * failures and cancellations, a few runs of hours, one in a hundred without an end, and one step in
 * a hundred sent twice. The queue is empty at the start of each block.
 */
final class ComfyuiSample extends BlockSample {

  private static final String TOPIC = WorkloadSchemas.COMFYUI.topic();
  private static final int BLOCK_HOURS = 6;
  private static final double STEPS_PER_RUN = 3;
  private static final double MEDIAN_RUN_MILLIS = 25_000;
  private static final double MEDIAN_LONG_RUN_MILLIS = 5_400_000;
  private static final long LONGEST_RUN_MILLIS = 5 * 3_600_000L;
  private static final long MINUTE_MILLIS = 60_000;

  private static final List<String> WORKFLOWS =
      List.of("portrait", "product-shot", "upscale", "inpaint", "storyboard", "video-clip");
  private static final List<String> USERS = List.of("carol", "erin", "grace", "ivan", "alice");

  ComfyuiSample() {
    super(BLOCK_HOURS, 1);
  }

  @Override
  public String name() {
    return "comfyui";
  }

  @Override
  void createBlock(SamplePlan plan, Instant begin, Dice dice, Target target) {
    // Enough workers for four times the usual run, so that only bursts queue.
    double runsPerSecond = plan.ratePerSecond() / STEPS_PER_RUN;
    int workers = (int) Math.max(2, Math.ceil(4 * runsPerSecond * MEDIAN_RUN_MILLIS / 1000));
    PriorityQueue<Long> freeAt = new PriorityQueue<>();
    for (int i = 0; i < workers; i++) {
      freeAt.add(begin.toEpochMilli());
    }
    for (long minute = 0; minute < blockMillis() / MINUTE_MILLIS; minute++) {
      Instant start = begin.plusMillis(minute * MINUTE_MILLIS);
      double burst = dice.drawChance(0.01) ? 8 : 1;
      int count = dice.drawPoisson(runsPerSecond * 60 * burst * Weekly.computeFactor(start));
      for (int i = 0; i < count; i++) {
        sendRun(plan, start.toEpochMilli() + i * MINUTE_MILLIS / count, freeAt, dice, target);
      }
    }
  }

  private static void sendRun(
      SamplePlan plan, long submitted, PriorityQueue<Long> freeAt, Dice dice, Target target) {
    long started = Math.max(submitted + dice.logNormal(400, 0.5), freeAt.remove());
    boolean isLong = dice.drawChance(0.002);
    double median = isLong ? MEDIAN_LONG_RUN_MILLIS : MEDIAN_RUN_MILLIS;
    long ended = started + Math.min(LONGEST_RUN_MILLIS, dice.logNormal(median, 0.8));
    freeAt.add(ended);
    Map<String, Object> run = createRun(plan, dice);
    sendStep(run, "submitted", submitted, dice, target);
    boolean cancelledInQueue = started - submitted > 5 * MINUTE_MILLIS && dice.drawChance(0.3);
    if (cancelledInQueue) {
      sendStep(run, "cancelled", started, dice, target);
      return;
    }
    sendStep(run, "started", started, dice, target);
    // A worker that died. Few: each counts as running until the job gives it up, a day later.
    if (dice.drawChance(0.001)) {
      return;
    }
    run.put("context", Map.of("model_used", dice.drawChance(0.7) ? "sdxl" : "flux-dev"));
    if (dice.drawChance(0.04)) {
      boolean memory = dice.drawChance(0.6);
      run.put("error_type", memory ? "OutOfMemoryError" : "MissingModel");
      run.put("error_message", memory ? "The device ran out of memory" : "A model is missing");
      run.put("node_id", Integer.toString(1 + dice.pickBelow(12)));
      sendStep(run, "failed", ended, dice, target);
    } else {
      sendStep(run, dice.drawChance(0.02) ? "cancelled" : "succeeded", ended, dice, target);
    }
  }

  private static Map<String, Object> createRun(SamplePlan plan, Dice dice) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("task_id", "run-" + dice.drawHex());
    run.put("tenant_id", dice.oneOf(plan.tenants()));
    String user = dice.pickSkewed(USERS);
    run.put("user_id", user);
    boolean web = dice.drawChance(0.3);
    run.put("source", web ? "web" : "api");
    run.put("api_key_id", web ? null : user + "-key-1");
    String workflow = dice.pickSkewed(WORKFLOWS);
    run.put("workflow_id", "wf-" + workflow);
    run.put("workflow_name", workflow);
    run.put("project_id", workflow.equals("product-shot") ? "shop" : "studio");
    return run;
  }

  private static void sendStep(
      Map<String, Object> run, String step, long time, Dice dice, Target target) {
    Map<String, Object> fields = new LinkedHashMap<>(run);
    Instant at = Instant.ofEpochMilli(time);
    fields.put("event", step);
    fields.put("event_time", at);
    target.takeEvent(TOPIC, at, fields);
    if (dice.drawChance(0.01)) {
      target.takeEvent(TOPIC, at, fields);
    }
  }
}
