/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.StepText;
import io.tidemark.model.formats.FormatRegistry;
import io.tidemark.model.formats.SourceFormats;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.rows.SchemaFormat;
import io.tidemark.model.rows.SchemaRow;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.model.training.TrainingEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A workload as the intake service sees it.
 *
 * @param name as in options and routes
 * @param formats how its records may be written
 * @param eventTime the event time that the job checks
 * @param tenant the tenant that an event names
 * @param <E> the event
 */
public record WorkloadIntake<E>(
    String name,
    FormatRegistry<E> formats,
    ToLongFunction<E> eventTime,
    Function<E, String> tenant) {

  public static final WorkloadIntake<ModelCall> MODEL_CALLS =
      new WorkloadIntake<>(
          WorkloadSchemas.MODEL_CALLS.id(),
          SourceFormats.MODEL_CALLS,
          ModelCall::eventTime,
          call -> call.text(CallText.TENANT_ID));

  public static final WorkloadIntake<ComfyuiStep> COMFYUI =
      new WorkloadIntake<>(
          WorkloadSchemas.COMFYUI.id(),
          SourceFormats.COMFYUI,
          step -> step.eventTime,
          step -> step.text(StepText.TENANT_ID));

  public static final WorkloadIntake<TrainingEvent> TRAINING =
      new WorkloadIntake<>(
          WorkloadSchemas.TRAINING.id(),
          SourceFormats.TRAINING,
          event -> event.eventTime,
          event -> event.tenantId);

  public static final WorkloadIntake<AgentMeasurement> CODING_AGENTS =
      new WorkloadIntake<>(
          WorkloadSchemas.CODING_AGENTS.id(),
          SourceFormats.CODING_AGENTS,
          measurement -> measurement.eventTime,
          measurement -> measurement.tenantId);

  private static final List<WorkloadIntake<?>> ALL = createAll();

  private static List<WorkloadIntake<?>> createAll() {
    Map<String, WorkloadIntake<?>> all = new LinkedHashMap<>();
    WorkloadSchemas.listAll().forEach(schema -> all.put(schema.id(), createSimple(schema)));
    for (WorkloadIntake<?> own : List.of(MODEL_CALLS, COMFYUI, TRAINING, CODING_AGENTS)) {
      all.put(own.name(), own);
    }
    return List.copyOf(all.values());
  }

  /** A workload whose native events its schema describes in full. */
  private static WorkloadIntake<SchemaRow> createSimple(WorkloadSchema schema) {
    return new WorkloadIntake<>(
        schema.id(),
        FormatRegistry.createWithNative(options -> new SchemaFormat(schema)),
        row -> row.eventTime,
        row -> DimensionKey.value(row.dimensions(), 0));
  }

  /** All workloads. */
  public static List<WorkloadIntake<?>> listAll() {
    return ALL;
  }

  /** The topic of its records. */
  public String topic() {
    return Sender.TOPIC_PREFIX + name;
  }
}
