/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.fuzz;

import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.codingagents.OtlpMetricsFormat;
import io.tidemark.model.comfyui.AuditLogFormat;
import io.tidemark.model.comfyui.ComfyuiHistoryFormat;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.ModelCallRecord;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.modelcalls.formats.ModelCallFormats;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.model.training.NativeTrainingFormat;
import io.tidemark.model.training.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The target that a fuzzer calls with bytes: every format reads them as a record. A format never
 * throws, and its events can be written as records, whatever they hold.
 */
public final class ParserFuzz {

  private static final Map<String, Target<?>> TARGETS = targets();

  /** The system property that names one format; without it all read each input. */
  private static final String ONLY = System.getProperty("tidemark.fuzz.format");

  private ParserFuzz() {}

  /** The fuzzer's way in. */
  public static void fuzzerTestOneInput(byte[] record) {
    TARGETS.forEach(
        (name, target) -> {
          if (ONLY == null || ONLY.equals(name)) {
            target.read(record);
          }
        });
  }

  private record Target<E>(UsageFormat<E> format, Consumer<E> use) {

    void read(byte[] record) {
      format.parse(
          record,
          new UsageFormat.Output<>() {
            @Override
            public void event(E event) {
              use.accept(event);
            }

            @Override
            public void reject(String message) {
              if (message.isBlank()) {
                throw new AssertionError("a refusal says nothing");
              }
            }
          });
    }
  }

  private static Map<String, Target<?>> targets() {
    Map<String, Target<?>> targets = new LinkedHashMap<>();
    ModelCallRecord record = new ModelCallRecord(PrivacyOptions.DEFAULT);
    for (String name : ModelCallFormats.names()) {
      targets.put(
          name,
          new Target<ModelCall>(
              ModelCallFormats.byName(name, FormatOptions.NONE.withDefaultTenant("acme")),
              call -> record.write(call)));
    }
    targets.put("comfyui", new Target<ComfyuiStep>(new NativeComfyuiFormat(), ComfyuiStep::time));
    targets.put(
        "comfyui-history",
        new Target<ComfyuiStep>(new ComfyuiHistoryFormat("acme"), ComfyuiStep::time));
    targets.put(
        "audit-log", new Target<ComfyuiStep>(new AuditLogFormat("acme"), ComfyuiStep::time));
    targets.put("training", new Target<TrainingEvent>(new NativeTrainingFormat(), event -> {}));
    targets.put(
        "coding-agents", new Target<AgentMeasurement>(new NativeAgentFormat(), event -> {}));
    targets.put(
        "otlp-metrics",
        new Target<AgentMeasurement>(new OtlpMetricsFormat("tenant.id", "acme"), event -> {}));
    return targets;
  }
}
