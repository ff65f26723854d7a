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

/** Sessions with coding agents: each reports every few minutes what was done since. */
final class CodingAgentSample extends BlockSample {

  private static final String TOPIC = WorkloadSchemas.CODING_AGENTS.topic();
  private static final int BLOCK_HOURS = 6;
  private static final long MINUTE_MILLIS = 60_000;
  private static final long LONGEST_MILLIS = 5 * 60 * MINUTE_MILLIS;
  private static final double EVENTS_PER_SESSION = 60;

  private static final List<String> AGENTS =
      List.of("claude-code", "codex-cli", "gemini-cli", "cursor");

  /** The model of each agent. */
  private static final List<String> MODELS =
      List.of("claude-sonnet-4-5", "gpt-5-codex", "gemini-2.5-pro", "claude-sonnet-4-5");

  private static final List<String> USERS = List.of("alice", "bob", "dave", "frank", "heidi");

  CodingAgentSample() {
    super(BLOCK_HOURS, 1);
  }

  @Override
  public String name() {
    return "coding-agents";
  }

  @Override
  void createBlock(SamplePlan plan, Instant begin, Dice dice, Target target) {
    double sessions = plan.ratePerSecond() * blockMillis() / 1000 / EVENTS_PER_SESSION;
    int count = dice.drawPoisson(sessions * Weekly.computeFactor(begin));
    for (int i = 0; i < count; i++) {
      createSession(plan, begin.plusMillis(dice.pickBelow((int) blockMillis())), dice, target);
    }
  }

  private static void createSession(SamplePlan plan, Instant start, Dice dice, Target target) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("tenant_id", dice.oneOf(plan.tenants()));
    session.put("user_id", dice.pickSkewed(USERS));
    session.put("agent", dice.pickSkewed(AGENTS));
    session.put("project_id", "apps");
    session.put("session_id", "session-" + dice.drawHex());
    long length = Math.min(LONGEST_MILLIS, dice.logNormal(35 * MINUTE_MILLIS, 0.8));
    sendEvent(session, "session", 1, start, dice, target);
    for (long after = 3 * MINUTE_MILLIS; after < length; after += 3 * MINUTE_MILLIS) {
      Instant time = start.plusMillis(after);
      long input = dice.logNormal(40_000, 0.8);
      sendEvent(session, "input_tokens", input, time, dice, target);
      sendEvent(session, "cache_read_tokens", input * dice.pickBelow(90) / 100, time, dice, target);
      sendEvent(session, "output_tokens", dice.logNormal(1_500, 0.8), time, dice, target);
      sendEvent(session, "active_seconds", 20 + dice.pickBelow(160), time, dice, target);
      sendEvent(session, "cost_usd", dice.logNormal(90_000, 0.8) / 1e6, time, dice, target);
      if (dice.drawChance(0.5)) {
        sendEvent(session, "lines_added", dice.logNormal(20, 1), time, dice, target);
        sendEvent(session, "lines_removed", dice.logNormal(7, 1), time, dice, target);
      }
      if (dice.drawChance(0.08)) {
        sendEvent(session, "commit", 1, time, dice, target);
      }
      if (dice.drawChance(0.015)) {
        sendEvent(session, "pull_request", 1, time, dice, target);
      }
    }
  }

  private static void sendEvent(
      Map<String, Object> session,
      String metric,
      Number value,
      Instant time,
      Dice dice,
      Target target) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("measurement_id", "m-" + dice.drawHex());
    fields.putAll(session);
    fields.put("event_time", time);
    fields.put("metric", metric);
    if (metric.endsWith("tokens") || metric.equals("cost_usd")) {
      fields.put("model", MODELS.get(AGENTS.indexOf(session.get("agent"))));
    }
    fields.put("value", value);
    target.takeEvent(TOPIC, time, fields);
    if (dice.drawChance(0.01)) {
      target.takeEvent(TOPIC, time, fields);
    }
  }
}
