/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The booked account of a closed month. It never changes: what is learned later stands as
 * corrections in the statement of a later month.
 *
 * @param head totals and hashes
 * @param lines in the order of their text
 */
public record Statement(Head head, List<StatementLine> lines) {

  /** The hash before the first statement. */
  public static final String FIRST = "0".repeat(64);

  /**
   * The head of a statement.
   *
   * @param currency ISO 4217 code of all amounts
   * @param total sum of all lines
   * @param corrections sum of the lines that correct earlier months
   * @param revisions revision of each price list that was used
   * @param linesHash SHA-256 over the text of all lines, in hexadecimal digits
   * @param previousHash {@link #hash} of the statement before, or {@link #FIRST}
   */
  public record Head(
      String tenant,
      YearMonth month,
      String currency,
      BigDecimal total,
      BigDecimal corrections,
      int lineCount,
      Map<String, Long> revisions,
      Instant closedAt,
      String linesHash,
      String previousHash) {

    public Head {
      revisions = Map.copyOf(revisions);
    }

    /** SHA-256 over the head: it stands in the head of the next statement. */
    public String hash() {
      return sha256(
          String.join(
              "\n",
              tenant,
              month.toString(),
              currency,
              total.stripTrailingZeros().toPlainString(),
              corrections.stripTrailingZeros().toPlainString(),
              Integer.toString(lineCount),
              new TreeMap<>(revisions).toString(),
              closedAt.toString(),
              linesHash,
              previousHash));
    }
  }

  public Statement {
    lines = lines.stream().sorted().toList();
  }

  /** What a statement is made for. */
  public record Subject(String tenant, YearMonth month, String currency) {}

  /**
   * Closes a month.
   *
   * @param lines of the month, and corrections of earlier ones
   * @param revisions revision of each price list that was used
   * @param previousHash hash of the statement before, or {@link #FIRST}
   */
  public static Statement close(
      Subject subject,
      List<StatementLine> lines,
      Map<String, Long> revisions,
      Instant closedAt,
      String previousHash) {
    BigDecimal total = BigDecimal.ZERO;
    BigDecimal corrections = BigDecimal.ZERO;
    for (StatementLine line : lines) {
      total = total.add(line.amount());
      if (line.correctionOf() != null) {
        corrections = corrections.add(line.amount());
      }
    }
    Head head =
        new Head(
            subject.tenant(),
            subject.month(),
            subject.currency(),
            total,
            corrections,
            lines.size(),
            revisions,
            closedAt,
            hashLines(lines),
            previousHash);
    return new Statement(head, lines);
  }

  /** Whether the lines are those that the head was made of. */
  public boolean isIntact() {
    return head.linesHash().equals(hashLines(lines)) && head.lineCount() == lines.size();
  }

  private static String hashLines(List<StatementLine> lines) {
    StringBuilder text = new StringBuilder();
    lines.stream().sorted().forEach(line -> text.append(line.canonical()).append('\n'));
    return sha256(text.toString());
  }

  private static String sha256(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
