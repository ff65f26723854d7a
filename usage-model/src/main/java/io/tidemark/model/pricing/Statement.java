/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.fingerprint.Sha256;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

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
   * The tenant and month of a statement.
   *
   * @param from start of the month in the zone of the platform's days
   * @param to end of the month, exclusive
   * @param currency ISO 4217 code of all amounts
   */
  public record Subject(
      String tenant, YearMonth month, Instant from, Instant to, String currency) {}

  /**
   * The input of a statement.
   *
   * @param countedFrom start of the usage that was kept when the month was closed
   * @param exact false if a price changed inside a window
   * @param pricesAsOf revisions of prices and rules until then were used
   * @param revisions revision of each price list and each rule that was used
   * @param unpricedCalls calls, runs or jobs without a known price, which no line has
   * @param unpricedTokens tokens of these calls
   */
  public record Basis(
      Instant countedFrom,
      boolean exact,
      Instant pricesAsOf,
      Map<String, Long> revisions,
      long unpricedCalls,
      long unpricedTokens) {

    public Basis {
      revisions = Map.copyOf(revisions);
    }

    private String canonical() {
      return String.join(
          "\n",
          countedFrom.toString(),
          Boolean.toString(exact),
          pricesAsOf.toString(),
          new TreeMap<>(revisions).toString(),
          Long.toString(unpricedCalls),
          Long.toString(unpricedTokens));
    }
  }

  /**
   * The head of a statement.
   *
   * @param total sum of all lines
   * @param corrections sum of the lines that correct earlier months
   * @param linesHash SHA-256 over the text of all lines, in hexadecimal digits
   * @param previousHash {@link #hash} of the statement before, or {@link #FIRST}
   */
  public record Head(
      Subject subject,
      Basis basis,
      BigDecimal total,
      BigDecimal corrections,
      int lineCount,
      Instant closedAt,
      String linesHash,
      String previousHash) {

    /** SHA-256 over the head: it is in the head of the next statement. */
    public String hash() {
      return Sha256.digestToHex(
          String.join(
              "\n",
              subject.tenant(),
              subject.month().toString(),
              subject.from().toString(),
              subject.to().toString(),
              subject.currency(),
              basis.canonical(),
              total.stripTrailingZeros().toPlainString(),
              corrections.stripTrailingZeros().toPlainString(),
              Integer.toString(lineCount),
              closedAt.toString(),
              linesHash,
              previousHash));
    }

    /** Whether it was made of these lines, which are in the order of their text. */
    public boolean isOf(Stream<StatementLine> lines) {
      AtomicInteger count = new AtomicInteger();
      String hash = hashLines(lines.peek(line -> count.incrementAndGet()));
      return hash.equals(linesHash) && count.get() == lineCount;
    }
  }

  public Statement {
    lines = lines.stream().sorted().toList();
  }

  /**
   * Closes a month.
   *
   * @param lines of the month, and corrections of earlier ones
   * @param previousHash hash of the statement before, or {@link #FIRST}
   */
  public static Statement close(
      Subject subject,
      Basis basis,
      List<StatementLine> lines,
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
            subject,
            basis,
            total,
            corrections,
            lines.size(),
            closedAt,
            hashLines(lines.stream().sorted()),
            previousHash);
    return new Statement(head, lines);
  }

  /** Whether the lines are those that the head was made of. */
  public boolean isIntact() {
    return head.isOf(lines.stream());
  }

  private static String hashLines(Stream<StatementLine> lines) {
    return sha256(lines.map(line -> line.canonical() + '\n'));
  }

  private static String sha256(Stream<String> texts) {
    MessageDigest digest = Sha256.create();
    texts.forEachOrdered(text -> digest.update(text.getBytes(UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }
}
