/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.formats;

import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.codingagents.OtlpLogsFormat;
import io.tidemark.model.codingagents.OtlpMetricsFormat;
import io.tidemark.model.comfyui.AuditLogFormat;
import io.tidemark.model.comfyui.ComfyuiHistoryFormat;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.ModelCallFormats;
import io.tidemark.model.training.NativeTrainingFormat;
import io.tidemark.model.training.TrainingEvent;

/** The source formats of all workloads. */
public final class SourceFormats {

  public static final FormatRegistry<ModelCall> MODEL_CALLS = listModelCallFormats();

  public static final FormatRegistry<ComfyuiStep> COMFYUI =
      FormatRegistry.<ComfyuiStep>createWithNative(options -> new NativeComfyuiFormat())
          .add("comfyui-history", options -> new ComfyuiHistoryFormat(options.defaultTenant()))
          .add("audit-log", options -> new AuditLogFormat(options.defaultTenant()));

  public static final FormatRegistry<TrainingEvent> TRAINING =
      FormatRegistry.createWithNative(options -> new NativeTrainingFormat());

  public static final FormatRegistry<AgentMeasurement> CODING_AGENTS =
      FormatRegistry.<AgentMeasurement>createWithNative(options -> new NativeAgentFormat())
          .add(
              "otlp-metrics",
              options ->
                  options
                      .agentTokens()
                      .selectFromMetrics(
                          new OtlpMetricsFormat(
                              options.tenantAttribute(), options.defaultTenant())))
          .add(
              "otlp-logs",
              options ->
                  options
                      .agentTokens()
                      .selectFromLogs(
                          new OtlpLogsFormat(options.tenantAttribute(), options.defaultTenant())));

  private SourceFormats() {}

  private static FormatRegistry<ModelCall> listModelCallFormats() {
    FormatRegistry<ModelCall> formats =
        FormatRegistry.createWithNative(
            options -> ModelCallFormats.byName(FormatRegistry.NATIVE, options));
    ModelCallFormats.names()
        .forEach(name -> formats.add(name, options -> ModelCallFormats.byName(name, options)));
    return formats;
  }
}
