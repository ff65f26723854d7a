/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Answers about alerts and the monitors behind them. Money is decimal text. */
final class AlertAnswer {

  private AlertAnswer() {}

  /** A window of event time; {@code to} is exclusive. */
  record AlertWindow(Instant from, Instant to) {}

  /**
   * One group of a monitor.
   *
   * @param group value of the dimension, {@code other} for the rest; null without a dimension
   * @param since when the state began
   * @param value of the metric in {@code window}; null if unknown
   * @param reference with which it was compared, for example a median; null if with none
   * @param currency of metrics of money; absent for others
   * @param condition as in the monitor
   * @param silenced whether messages wait because of a silence or quiet hours
   * @param reason why the evaluation failed; null if it did not
   */
  record Alert(
      String monitor,
      @Schema(nullable = true) String group,
      String state,
      Instant since,
      @Schema(nullable = true) Number value,
      @Schema(nullable = true) Number reference,
      @Schema(nullable = true) AlertWindow window,
      String workload,
      @Schema(nullable = true) String metric,
      @JsonInclude(JsonInclude.Include.NON_NULL) String currency,
      @Schema(nullable = true) String per,
      Object condition,
      boolean silenced,
      @Schema(nullable = true) String acknowledgedBy,
      @Schema(nullable = true) Instant acknowledgedAt,
      @Schema(nullable = true) String comment,
      @Schema(nullable = true) String reason,
      @Schema(nullable = true) String link) {}

  /** Alerts, firing ones first. */
  record AlertList(Instant generatedAt, List<Alert> alerts) {}

  /**
   * One change of an alert.
   *
   * @param change {@code fired}, {@code resolved}, {@code no_data}, {@code data_again}, {@code
   *     late}
   * @param at when it was found
   * @param early whether the window was not final
   * @param late whether the window had ended long before
   * @param corrected whether late events changed a window that was final
   */
  record AlertChange(
      String monitor,
      @Schema(nullable = true) String group,
      String change,
      String state,
      @Schema(nullable = true) Number value,
      @Schema(nullable = true) Number reference,
      AlertWindow window,
      Instant at,
      boolean early,
      boolean late,
      boolean corrected,
      String workload,
      @Schema(nullable = true) String metric) {}

  /** Changes, newest first. */
  record AlertHistory(Instant from, Instant to, List<AlertChange> changes) {}

  /**
   * Where a monitor is.
   *
   * @param state the worst of its groups
   * @param evaluatedAt null if it was not evaluated yet
   * @param group the greatest group of {@code window}; null without a dimension
   * @param value its value; null if unknown
   * @param window the newest window that was looked at
   * @param windowFinal whether that window was final
   * @param waitsFor {@code first_evaluation}, {@code retry}, {@code pipeline}, {@code past}, {@code
   *     end_of_window} or {@code final_figures}
   * @param nextWindow the next window that it evaluates
   * @param reason why the last evaluation failed; null if it did not
   */
  record MonitorStatus(
      String id,
      String state,
      long firing,
      long pending,
      @Schema(nullable = true) Instant evaluatedAt,
      @Schema(nullable = true) String group,
      @Schema(nullable = true) Number value,
      @Schema(nullable = true) Number reference,
      @Schema(nullable = true) AlertWindow window,
      boolean windowFinal,
      String waitsFor,
      @Schema(nullable = true) AlertWindow nextWindow,
      @Schema(nullable = true) String reason) {}

  /** All monitors of the tenant. */
  record MonitorStatuses(Instant generatedAt, List<MonitorStatus> monitors) {}

  /**
   * A monitor to start from.
   *
   * @param title by language
   * @param body of the monitor, to be sent as it is
   */
  record Recipe(String id, Map<String, String> title, Object body) {}

  /** All recipes. */
  record Recipes(List<Recipe> recipes) {}

  /**
   * The result of trying a monitor on the past.
   *
   * @param windows how many windows were evaluated
   * @param fired how many alerts would have begun
   * @param truncated whether there were more changes than are listed
   * @param state of the monitor in the end
   */
  record SimulationResult(
      Instant from,
      Instant to,
      int windows,
      int fired,
      boolean truncated,
      String state,
      List<SimulatedChange> changes) {}

  /** One change that would have happened. */
  record SimulatedChange(
      @Schema(nullable = true) String group,
      String change,
      String state,
      @Schema(nullable = true) Number value,
      @Schema(nullable = true) Number reference,
      AlertWindow window) {}

  /** Someone takes care of an alert. */
  record AcknowledgementResult(
      String monitor, @Schema(nullable = true) String group, String user, Instant at) {}
}
