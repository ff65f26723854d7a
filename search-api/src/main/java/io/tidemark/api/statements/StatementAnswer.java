/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tidemark.model.pricing.Statement;
import io.tidemark.model.pricing.StatementLine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Answers about booked months. Amounts are exact decimal texts. */
final class StatementAnswer {

  private StatementAnswer() {}

  /**
   * Usage without a known price, which no line has.
   *
   * @param calls calls, runs or jobs
   */
  record UnpricedUsage(long calls, long totalTokens) {}

  /**
   * A booked month.
   *
   * @param from start of the month, in the zone of the platform's days
   * @param currency ISO 4217 code of all amounts
   * @param total sum of all lines
   * @param corrections sum of the lines that correct earlier months
   * @param countedFrom start of the usage that was kept when the month was closed
   * @param exact false if a price changed inside a window
   * @param pricesAsOf revisions of prices and rules until then were used
   * @param revisions the revision of each price list and rule that was used
   * @param linesHash SHA-256 over the lines
   * @param previousHash the hash of the statement before; zeros for the first one
   * @param hash SHA-256 over the head, which the next statement names
   */
  record StatementHead(
      String month,
      Instant from,
      Instant to,
      String currency,
      String total,
      String corrections,
      int lines,
      Instant closedAt,
      Instant countedFrom,
      boolean exact,
      Instant pricesAsOf,
      Map<String, Long> revisions,
      UnpricedUsage unpriced,
      String linesHash,
      String previousHash,
      String hash) {

    static StatementHead of(Statement.Head head) {
      Statement.Subject subject = head.subject();
      Statement.Basis basis = head.basis();
      return new StatementHead(
          subject.month().toString(),
          subject.from(),
          subject.to(),
          subject.currency(),
          formatPlain(head.total()),
          formatPlain(head.corrections()),
          head.lineCount(),
          head.closedAt(),
          basis.countedFrom(),
          basis.exact(),
          basis.pricesAsOf(),
          new TreeMap<>(basis.revisions()),
          new UnpricedUsage(basis.unpricedCalls(), basis.unpricedTokens()),
          head.linesHash(),
          head.previousHash(),
          head.hash());
    }
  }

  /**
   * The month that is closed next.
   *
   * @param closesAfter the earliest time at which it can be closed: its end and the lateness
   */
  record OpenMonth(String month, Instant from, Instant to, Instant closesAfter) {}

  /** All booked months, the newest first, and the one that is closed next. */
  record StatementList(List<StatementHead> statements, OpenMonth open) {}

  /**
   * A booked month, checked.
   *
   * @param intact whether the lines are those that were booked, and the statement before is the one
   *     that this one names
   */
  record StatementDetail(@JsonUnwrapped StatementHead head, boolean intact) {}

  /**
   * One line; null is unknown.
   *
   * @param promptBand input tokens that the calls exceed
   * @param tokenClass class of tokens or units; {@code fixed_cost} for fixed costs, {@code pool}
   *     for pools
   * @param quantity tokens, calls or units; run time in milliseconds
   * @param unitPrice of one unit; of an hour for run time
   * @param correctionOf the earlier month that the line corrects; null for the month itself
   * @param labels names that the directory has for values of the line today; absent without any
   */
  record StatementLineAnswer(
      String department,
      @Schema(nullable = true) String projectId,
      @Schema(nullable = true) String userId,
      @Schema(nullable = true) String apiKeyId,
      @Schema(nullable = true) String provider,
      @Schema(nullable = true) String model,
      @Schema(nullable = true) String serviceTier,
      @Schema(nullable = true) String promptBand,
      String tokenClass,
      String quantity,
      String unitPrice,
      String amount,
      String priceId,
      @Schema(nullable = true) String correctionOf,
      @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> labels) {

    /** A line with the names of its values, which are no part of what was booked. */
    static StatementLineAnswer of(
        StatementLine line, UnaryOperator<Map<String, String>> directory) {
      StatementLineAnswer answer = of(line);
      Map<String, String> values = new LinkedHashMap<>();
      values.put("department", answer.department);
      values.put("project_id", answer.projectId);
      values.put("user_id", answer.userId);
      values.put("api_key_id", answer.apiKeyId);
      values.put("model", answer.model);
      return answer.withLabels(directory.apply(values));
    }

    private StatementLineAnswer withLabels(Map<String, String> names) {
      return new StatementLineAnswer(
          department,
          projectId,
          userId,
          apiKeyId,
          provider,
          model,
          serviceTier,
          promptBand,
          tokenClass,
          quantity,
          unitPrice,
          amount,
          priceId,
          correctionOf,
          names);
    }

    static StatementLineAnswer of(StatementLine line) {
      StatementLine.Owner owner = line.owner();
      StatementLine.PricedAs price = line.price();
      return new StatementLineAnswer(
          owner.department(),
          owner.project(),
          owner.user(),
          owner.apiKey(),
          price.provider(),
          price.model(),
          price.serviceTier(),
          price.promptBand(),
          price.tokenClass(),
          formatPlain(line.quantity()),
          formatPlain(price.unitPrice()),
          formatPlain(line.amount()),
          price.priceId(),
          line.correctionOf(),
          null);
    }
  }

  /**
   * Lines of a booked month, in their order.
   *
   * @param total how many lines the statement has
   * @param next the offset of the lines after these; null at the end
   */
  record StatementLines(
      String month,
      String currency,
      int total,
      int offset,
      List<StatementLineAnswer> lines,
      @Schema(nullable = true) Integer next) {}

  /** The metadata file of a cost file, with the names of FOCUS. */
  record FocusMetadata(
      @JsonProperty("SchemaId") String schemaId,
      @JsonProperty("FocusVersion") String focusVersion,
      @JsonProperty("CreationDate") Instant creationDate,
      @JsonProperty("ColumnDefinition") List<FocusColumn> columnDefinition) {}

  /** One column of a cost file; only numbers have a precision and a scale. */
  record FocusColumn(
      @JsonProperty("ColumnName") String columnName,
      @JsonProperty("DataType") String dataType,
      @Schema(nullable = true) @JsonProperty("NumericPrecision") Integer numericPrecision,
      @Schema(nullable = true) @JsonProperty("NumberScale") Integer numberScale) {}

  /**
   * A booked month, computed once more.
   *
   * @param proven whether every line of the month agrees, and none was left out
   * @param countedFrom start of the usage that is still kept
   * @param recordsFrom from here on single records were counted; null where none are kept
   * @param records how many
   * @param agree lines that agree
   * @param skipped lines whose price changes inside a day, of days whose hours are gone
   * @param differing lines that differ, of which {@code differences} shows at most 100
   */
  record ProofAnswer(
      String month,
      boolean proven,
      Instant countedFrom,
      @Schema(nullable = true) Instant recordsFrom,
      long records,
      int agree,
      int skipped,
      int differing,
      List<ProofDifference> differences) {}

  /**
   * A line that differs.
   *
   * @param booked the amount in the statement; null when it has no such line
   * @param computed the amount as computed now; null when there is none
   */
  record ProofDifference(
      StatementLineAnswer line,
      @Schema(nullable = true) String booked,
      @Schema(nullable = true) String computed) {}

  static String formatPlain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}
