/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Model calls with everything that hourly documents tell apart. */
final class CallMaker {

  static final List<String> TENANTS = List.of("tenant-a", "tenant-b", "tenant-c");

  private static final List<String> MODELS = List.of("gpt-large", "gpt-small", "llama");
  private static final List<String> AGENTS =
      List.of("OpenAI/Python 1.2", "claude-cli/2.1 (external)", "curl/8");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Random random;
  private long number;

  CallMaker(Random random) {
    this.random = random;
  }

  ObjectNode call(long time) {
    ObjectNode call = JSON.createObjectNode();
    call.put("request_id", "req-%d-%s".formatted(++number, Integer.toHexString(random.nextInt())));
    call.put("event_time", Instant.ofEpochMilli(time).toString());
    call.put("tenant_id", pick(TENANTS));
    int user = random.nextInt(3);
    call.put("user_id", "user-" + user);
    call.put("api_key_id", "key-" + user);
    call.put("model", pick(MODELS));
    call.put("provider", "local");
    call.put("operation", "chat");
    if (random.nextInt(4) > 0) {
      call.put("project_id", "project-" + user % 2);
      call.put("user_agent", pick(AGENTS));
      call.put("client_ip", "10.1.2." + random.nextInt(200));
    }
    outcome(call);
    if (random.nextInt(50) == 0) {
      call.put("channel", "playground");
    }
    if (random.nextInt(10) == 0) {
      call.putObject("tags").put("team", "t" + random.nextInt(3));
    }
    return call;
  }

  private void outcome(ObjectNode call) {
    call.put("latency_ms", (long) Math.exp(4 + random.nextDouble() * 6));
    call.put("attempts", random.nextInt(30) == 0 ? 2 : 1);
    int dice = random.nextInt(40);
    if (dice == 0) {
      call.put("status_code", 500);
      call.put("error_type", "server_error");
      return;
    }
    if (dice == 1) {
      call.put("blocked", true);
    }
    call.put("status_code", 200);
    if (dice > 3) {
      usage(call);
    }
  }

  private void usage(ObjectNode call) {
    long input = random.nextInt(5_000);
    call.put("input_tokens", input);
    int output = random.nextInt(2_000);
    call.put("output_tokens", output);
    call.put("time_to_first_token_ms", random.nextInt(3_000));
    if (random.nextBoolean()) {
      call.put("cache_read_tokens", input / 2);
      call.put("reasoning_tokens", output / 3);
    }
  }

  /** The same id with other figures. */
  ObjectNode changed(ObjectNode call) {
    return call.deepCopy().put("output_tokens", 5_000 + random.nextInt(1_000));
  }

  static byte[] bytes(ObjectNode event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (IOException impossible) {
      throw new IllegalStateException("writing into memory", impossible);
    }
  }

  private String pick(List<String> all) {
    return all.get(random.nextInt(all.size()));
  }
}
