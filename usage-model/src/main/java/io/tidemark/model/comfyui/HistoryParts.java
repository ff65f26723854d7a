/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.parsing.Parts;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.schema.Limits;
import java.util.List;
import java.util.Map;

/** The fields of ComfyUI's history that are read, and the parts of it for dead letters. */
final class HistoryParts {

  static final JsonFields ENTRY =
      selectFields(
          "prompt",
          "status/messages",
          "tenant_id",
          "user_id",
          "project_id",
          "api_key_id",
          "context");
  static final JsonFields EXTRA =
      selectFields("create_time", "comfy_usage_source", "extra_pnginfo/workflow");
  static final JsonFields WORKFLOW = selectFields("id");
  static final JsonFields MESSAGE =
      selectFields("timestamp", "exception_type", "exception_message", "node_id");

  private static final Part MESSAGE_PART =
      Parts.fields(
          MESSAGE,
          Map.of(
              "exception_message",
              Parts.unlessDropped(
                  DescriptiveText.ERROR_MESSAGE, Parts.text(Limits.MAX_MESSAGE_CHARACTERS))));

  private static final Part EXTRA_PART =
      Parts.fields(EXTRA, Map.of("extra_pnginfo/workflow", Parts.fields(WORKFLOW, Map.of())));

  /** One run: its graph and its inputs are left out, the places behind them stay. */
  static final Part ENTRY_PART =
      Parts.fields(
          ENTRY,
          Map.of(
              "prompt",
              Parts.tuple(Parts.nothing(), Parts.nothing(), Parts.nothing(), EXTRA_PART),
              "status/messages",
              Parts.array(Parts.tuple(Parts.identifier(), MESSAGE_PART)),
              "tenant_id",
              Parts.tenant(0),
              "context",
              Parts.unlessDropped(DescriptiveText.CONTEXT, Parts.entries(Limits.MAX_ENTRIES))));

  static final Part RECORD = Parts.members(ENTRY_PART);

  private HistoryParts() {}

  private static JsonFields selectFields(String... paths) {
    return JsonFields.of(List.of(paths));
  }
}
