/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.send;

import io.tidemark.stack.Quantity;
import java.io.PrintWriter;
import java.util.Locale;

/** How far a transfer is: a bar on a terminal, a line every few seconds elsewhere. */
public final class ProgressBar {

  private static final int WIDTH = 30;
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long PLAIN_NANOS = 5_000_000_000L;

  private final PrintWriter out;
  private final boolean terminal;
  private final long total;
  private final String noun;
  private final long begin = System.nanoTime();
  private long shown = begin;

  /**
   * Starts the clock of a transfer of events.
   *
   * @param total the number of units at 100 %, or 0 when it is unknown
   */
  public ProgressBar(PrintWriter out, boolean terminal, long total) {
    this(out, terminal, total, "event");
  }

  /**
   * Starts the clock.
   *
   * @param total the number of units at 100 %, or 0 when it is unknown
   * @param noun one of what is transferred
   */
  public ProgressBar(PrintWriter out, boolean terminal, long total, String noun) {
    this.out = out;
    this.terminal = terminal;
    this.total = total;
    this.noun = noun;
  }

  /** Shows, not too often, how many events went and how many units are done. */
  public void showProgress(long events, long done) {
    long now = System.nanoTime();
    if (now - shown < (terminal ? TERMINAL_NANOS : PLAIN_NANOS)) {
      return;
    }
    shown = now;
    if (terminal) {
      out.print("\r" + drawBar(done) + " " + Quantity.format(events, noun) + " ");
    } else {
      out.println(Quantity.format(events, noun) + formatPercent(done));
    }
    out.flush();
  }

  /** Takes the bar away, so that what is said next has a line of its own. */
  public void clear() {
    if (terminal) {
      out.print("\r" + " ".repeat(WIDTH + 40) + "\r");
      out.flush();
    }
  }

  /** Says what went in all. */
  public void showEnd(long events) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    clear();
    out.println(Quantity.format(events, noun) + String.format(Locale.ROOT, " in %.1f s", seconds));
    out.flush();
  }

  private String drawBar(long done) {
    if (total <= 0) {
      return "";
    }
    int filled = (int) Math.min(WIDTH, done * WIDTH / total);
    return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]" + formatPercent(done);
  }

  private String formatPercent(long done) {
    return total <= 0
        ? ""
        : String.format(Locale.ROOT, " %3d %%", Math.min(100, done * 100 / total));
  }
}
