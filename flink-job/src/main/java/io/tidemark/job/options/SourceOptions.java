/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.Workloads;
import io.tidemark.model.codingagents.AgentTokenSource;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.Sender;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The options that choose workloads, their topics and the formats of their events. */
public final class SourceOptions {

  public static final JobOption<List<String>> PIPELINES =
      new JobOption<>(
          "pipelines",
          String.join(",", Workloads.ids()),
          String.join(", ", Workloads.ids()),
          "Comma-separated workloads that the job runs.",
          OptionValues.namesOutOf(Workloads.ids()));

  public static final JobOption<String> DEFAULT_TENANT =
      new JobOption<>(
          "default-tenant",
          null,
          "text",
          "Tenant of events whose source names none. Without it, such events are rejected as"
              + " malformed. Native events always name their tenant.",
          Function.identity());

  public static final JobOption<String> DEFAULT_MODEL =
      new JobOption<>(
          "default-model",
          null,
          "text",
          "Model of otel-genai and cloudevents calls whose source names none.",
          Function.identity());

  public static final JobOption<ZoneId> MS_SWIFT_TIME_ZONE =
      new JobOption<>(
          "ms-swift.time-zone",
          "UTC",
          "time zone name or offset",
          "Time zone of ms-swift timestamps that name none, for example Asia/Shanghai or +08:00.",
          OptionValues::timeZone);

  public static final JobOption<String> TENANT_ATTRIBUTE =
      new JobOption<>(
          "tenant-attribute",
          FormatOptions.TENANT_ATTRIBUTE,
          "attribute name",
          "Attribute that names the tenant in otel-genai, otlp-metrics and otlp-logs.",
          Function.identity());

  public static final JobOption<AgentTokenSource> AGENT_TOKENS =
      new JobOption<>(
          "coding-agents.tokens-from",
          "auto",
          "auto, logs, metrics or all",
          "Signal of coding agents that tokens and cost are counted from. auto: logs, and metrics of"
              + " agents of which no user in the tenant sent logs in the last 24 h. An agent that"
              + " sends logs and metrics reports them in both: all counts them twice.",
          OptionValues.oneOf(AgentTokenSource.class));

  public static final JobOption<List<String>> TRUSTED_HEADERS =
      new JobOption<>(
          "trusted-headers",
          Workloads.ids().stream()
              .map(id -> Sender.TOPIC_PREFIX + id)
              .collect(Collectors.joining(",")),
          "comma-separated topics",
          "Topics that only the intake service writes: tenant, project, user and format of their"
              + " records are read from the Kafka headers.",
          OptionValues::names);

  private static final Map<String, OfWorkload> BY_WORKLOAD = createByWorkload();

  static final List<JobOption<?>> ALL = listAll();

  private SourceOptions() {}

  /**
   * The options that every workload has.
   *
   * @param topics names of topics
   * @param formats one for all topics, or one for each
   */
  public record OfWorkload(JobOption<List<String>> topics, JobOption<List<String>> formats) {}

  /** The options of a workload. */
  public static OfWorkload of(Workload<?, ?, ?> workload) {
    return BY_WORKLOAD.get(workload.id());
  }

  private static Map<String, OfWorkload> createByWorkload() {
    Map<String, OfWorkload> options = new LinkedHashMap<>();
    Workloads.ALL.forEach(
        workload ->
            options.put(
                workload.id(), new OfWorkload(createTopics(workload), createFormats(workload))));
    return options;
  }

  private static JobOption<List<String>> createTopics(Workload<?, ?, ?> workload) {
    return new JobOption<>(
        workload.id() + ".topic",
        workload.schema().topic(),
        "comma-separated topics",
        "Kafka topics with " + workload.source().noun() + ".",
        OptionValues::names);
  }

  private static JobOption<List<String>> createFormats(Workload<?, ?, ?> workload) {
    List<String> allowed = workload.source().formats().names();
    return new JobOption<>(
        workload.id() + ".format",
        allowed.get(0),
        String.join(", ", allowed),
        "Format of the "
            + workload.source().noun()
            + ": one for all topics, or one per topic, comma-separated.",
        OptionValues.namesOutOf(allowed));
  }

  private static List<JobOption<?>> listAll() {
    List<JobOption<?>> all = new ArrayList<>();
    all.add(PIPELINES);
    BY_WORKLOAD
        .values()
        .forEach(
            options -> {
              all.add(options.topics());
              all.add(options.formats());
            });
    all.addAll(
        List.of(
            DEFAULT_TENANT,
            DEFAULT_MODEL,
            MS_SWIFT_TIME_ZONE,
            TENANT_ATTRIBUTE,
            AGENT_TOKENS,
            TRUSTED_HEADERS));
    return List.copyOf(all);
  }
}
