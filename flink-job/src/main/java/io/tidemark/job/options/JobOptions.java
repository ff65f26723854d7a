/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.options;

import static io.tidemark.job.options.OptionValues.durationBetween;
import static io.tidemark.job.options.OptionValues.oneOf;
import static io.tidemark.job.options.OptionValues.wholeNumberBetween;

import io.tidemark.job.concurrency.ConcurrencyDimension;
import io.tidemark.job.workload.RecordOptions;
import io.tidemark.model.comfyui.StepTimes;
import io.tidemark.model.hourly.DayZone;
import io.tidemark.model.index.Keep;
import io.tidemark.model.modelcalls.DimensionTags;
import io.tidemark.model.modelcalls.PromptBands;
import io.tidemark.model.privacy.ClientAddress;
import io.tidemark.model.privacy.DescriptiveText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The options of event time, windows, records and rebuilds, and the list of all options of the job:
 * name, default, allowed values, description. No other class names them.
 */
public final class JobOptions {

  public static final JobOption<Duration> MAX_TASK_DURATION =
      new JobOption<>(
          "max-task-duration",
          "24h",
          "1m to 30d",
          "Maximum duration of a ComfyUI run. A run without an end is closed after it and counts as"
              + " abandoned.",
          durationBetween(Duration.ofMinutes(1), StepTimes.LONGEST_RUN));

  public static final JobOption<List<ConcurrencyDimension>> CONCURRENCY_DIMENSIONS =
      new JobOption<>(
          "concurrency-dimensions",
          "tenant,workflow,user,api_key,source",
          "tenant, workflow, user, api_key, source",
          "Comma-separated dimensions by which concurrent ComfyUI runs are measured.",
          OptionValues::dimensions);

  public static final JobOption<Duration> WINDOW =
      new JobOption<>(
          "window", "1h", "15m, 30m, 1h", "Length of the windows.", OptionValues::window);

  public static final JobOption<Boolean> DAILY =
      new JobOption<>(
          "daily",
          "on",
          "on, off",
          "Whether documents of whole local days are written, which long ranges are read from.",
          OptionValues::onOrOff);

  public static final JobOption<DayZone> DAY_ZONE =
      new JobOption<>(
          "day-zone",
          "UTC",
          "time zone, for example Asia/Shanghai",
          "Time zone whose days are aggregated. Its offsets must be whole numbers of `--window`. After"
              + " a change, days begin with the first whole day of the new zone.",
          OptionValues::dayZone);

  public static final JobOption<Duration> OUT_OF_ORDERNESS =
      new JobOption<>(
          "out-of-orderness",
          "5m",
          "0 to 1h",
          "Maximum out-of-orderness of events. Events behind it are late.",
          durationBetween(Duration.ZERO, Duration.ofHours(1)));

  public static final JobOption<Duration> IDLE_AFTER =
      new JobOption<>(
          "idle-after",
          "30s",
          "1s to 1h",
          "Idle time after which the watermark may advance by wall-clock time, once the broker"
              + " confirms that no records are waiting.",
          durationBetween(Duration.ofSeconds(1), Duration.ofHours(1)));

  public static final JobOption<Duration> PROVISIONAL_EVERY =
      new JobOption<>(
          "provisional-every",
          "60s",
          "0, or 1s to 1h",
          "Interval at which open windows are published as provisional. 0 disables it.",
          OptionValues.zeroOrBetween(Duration.ofSeconds(1), Duration.ofHours(1)));

  public static final JobOption<Duration> CORRECTIONS_EVERY =
      new JobOption<>(
          "corrections-every",
          "60s",
          "1s to 1h",
          "Minimum time between two corrections of a closed window: late events of an interval are"
              + " published together.",
          durationBetween(Duration.ofSeconds(1), Duration.ofHours(1)));

  public static final JobOption<Integer> PROVISIONAL_BUDGET =
      new JobOption<>(
          "provisional-budget",
          "500",
          "1 to 1000000",
          "Maximum number of provisional documents per second, and of corrected documents. The"
              + " interval stretches when more documents changed; the metric"
              + " `provisionalStretchMillis` reports by how much.",
          wholeNumberBetween(1, 1_000_000));

  public static final JobOption<Duration> LATENESS =
      new JobOption<>(
          "lateness",
          "24h",
          "0 to 30d",
          "Time after its end for which late events correct a window. Later ones are rejected.",
          durationBetween(Duration.ZERO, Duration.ofDays(30)));

  public static final JobOption<Duration> DUPLICATE_HORIZON =
      new JobOption<>(
          "duplicate-horizon",
          "24h",
          "1h to 30d",
          "Event time for which ids are kept for deduplication. Must not be shorter than"
              + " `--lateness`.",
          durationBetween(Duration.ofHours(1), Duration.ofDays(30)));

  public static final JobOption<Duration> RETENTION =
      new JobOption<>(
          "retention",
          Keep.DEFAULT.hours() + "d",
          "1d to 3650d",
          "Maximum age of events. Older ones are rejected, because their index is deleted or will"
              + " be soon. Without the option, `TIDEMARK_KEEP_HOURS` of the environment.",
          durationBetween(Duration.ofDays(1), Duration.ofDays(3650)));

  public static final JobOption<Duration> MAX_FUTURE =
      new JobOption<>(
          "max-future",
          "10m",
          "0 to 24h",
          "Maximum time by which an event may be ahead of the wall clock. Others are rejected.",
          durationBetween(Duration.ZERO, Duration.ofHours(24)));

  public static final JobOption<RecordOptions.Kept> RECORDS =
      new JobOption<>(
          "records",
          "all",
          "all, failed, none",
          "Model calls and ComfyUI runs that are kept as records.",
          oneOf(RecordOptions.Kept.class));

  public static final JobOption<ClientAddress.Policy> CLIENT_IP =
      new JobOption<>(
          "client-ip",
          "truncate",
          "keep, truncate, hash, drop",
          "Form in which records and dead letters keep client addresses.",
          oneOf(ClientAddress.Policy.class));

  public static final JobOption<String> CLIENT_IP_KEY =
      new JobOption<>(
          "client-ip-key",
          null,
          "text",
          "Key for hashed client addresses. Required with `--client-ip hash`.",
          Function.identity());

  public static final JobOption<Set<DescriptiveText>> DROP_TEXTS =
      new JobOption<>(
          "drop-texts",
          "none",
          "none, or comma-separated: error_message, tags, user_agent, context",
          "Free texts that records and dead letters do not keep. The others are truncated:"
              + " error_message to 1024 characters, user_agent and each text in tags and context to"
              + " 512.",
          OptionValues::texts);

  public static final JobOption<PromptBands> PROMPT_BANDS =
      new JobOption<>(
          "prompt-bands",
          "32000,128000,200000,256000,272000,512000",
          "none, or comma-separated ascending numbers of input tokens",
          "Bounds of the dimension prompt_band of model calls: the greatest bound that the input"
              + " tokens of a call exceed. Choose the bounds at which a provider changes its price."
              + " A change applies to calls that arrive after it.",
          OptionValues::promptBands);

  public static final JobOption<String> REPORTED_CURRENCY =
      new JobOption<>(
          "reported-currency",
          "USD",
          "an ISO 4217 code",
          "Currency of the costs reported by senders that are summed. Calls with a cost in another"
              + " currency are counted as calls_with_other_currency, and their cost is not summed.",
          OptionValues::currency);

  public static final JobOption<DimensionTags> DIMENSION_TAGS =
      new JobOption<>(
          "dimension-tags",
          DimensionTags.NONE,
          "none, or one or two comma-separated names of tags",
          "Tags of model calls whose values are the dimensions tag_1 and tag_2. Choose tags with few"
              + " values, because every value has windows of its own. A change applies to calls that"
              + " arrive after it; a rebuild must have the tags of its hours. Without the option, `"
              + DimensionTags.ENVIRONMENT
              + "` of the environment.",
          DimensionTags::parse);

  public static final JobOption<Instant> REBUILD_FROM =
      new JobOption<>(
          "rebuild.from",
          null,
          "RFC 3339, the start of a window",
          "First window of a rebuild. With `--rebuild.to`, the job computes past windows again from"
              + " the topics and ends. It does not replace documents of a higher version.",
          OptionValues::instant);

  public static final JobOption<Instant> REBUILD_TO =
      new JobOption<>(
          "rebuild.to",
          null,
          "RFC 3339, the start of a window",
          "First window after a rebuild. All windows before it must have ended longer ago than"
              + " `--out-of-orderness`.",
          OptionValues::instant);

  /** Every option, in the order of documentation. */
  public static final List<JobOption<?>> ALL = listAll();

  private JobOptions() {}

  private static List<JobOption<?>> listAll() {
    List<JobOption<?>> all = new ArrayList<>();
    all.addAll(ConnectorOptions.ALL);
    all.addAll(SourceOptions.ALL);
    all.addAll(
        List.of(
            MAX_TASK_DURATION,
            CONCURRENCY_DIMENSIONS,
            WINDOW,
            DAILY,
            DAY_ZONE,
            OUT_OF_ORDERNESS,
            IDLE_AFTER,
            PROVISIONAL_EVERY,
            CORRECTIONS_EVERY,
            PROVISIONAL_BUDGET,
            LATENESS,
            DUPLICATE_HORIZON,
            RETENTION,
            MAX_FUTURE,
            RECORDS,
            CLIENT_IP,
            CLIENT_IP_KEY,
            DROP_TEXTS,
            PROMPT_BANDS,
            REPORTED_CURRENCY,
            DIMENSION_TAGS,
            REBUILD_FROM,
            REBUILD_TO));
    return List.copyOf(all);
  }
}
