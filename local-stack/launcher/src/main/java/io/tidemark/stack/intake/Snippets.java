/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.intake;

import java.util.List;

/** Configurations of senders, to copy. */
public final class Snippets {

  private Snippets() {}

  /**
   * The lines that connect LiteLLM and Claude Code.
   *
   * @param address of the intake service
   */
  public static List<String> list(String address, String key) {
    return List.of(
        "LiteLLM, in its config.yaml:",
        "  litellm_settings: {callbacks: [\"tidemark\"], turn_off_message_logging: true}",
        "  callback_settings:",
        "    tidemark: {callback_type: generic_api, endpoint: \""
            + address
            + "/api/v1/events/litellm\", headers: {Authorization: \"Bearer "
            + key
            + "\"}}",
        "Claude Code, in its environment:",
        "  export CLAUDE_CODE_ENABLE_TELEMETRY=1 OTEL_LOGS_EXPORTER=otlp OTEL_METRICS_EXPORTER=otlp",
        "  export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_ENDPOINT=" + address,
        "  export OTEL_EXPORTER_OTLP_HEADERS=\"Authorization=Bearer " + key + "\"");
  }
}
