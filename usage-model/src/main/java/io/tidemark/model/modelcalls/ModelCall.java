/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.parsing.EventTexts;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.SentEvent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One model call, as a format read it. Made to be filled, read and cleared millions of times by one
 * thread: texts stay UTF-8 bytes in one buffer, and no object is created per field. The buffer may
 * be the one that the record was read into: then nothing is copied either.
 *
 * <p>What is unknown is absent: a text has length 0, a count is {@link #UNKNOWN}.
 */
public final class ModelCall implements SentEvent {

  /** The value of a count, status code or time that was not reported. It is not zero. */
  public static final long UNKNOWN = -1;

  private final EventTexts texts = new EventTexts(CallText.count());
  private final long[] counts = new long[CallCount.count()];
  private final Map<String, String> tags = new LinkedHashMap<>();
  private long eventTime;
  private int statusCode;
  private boolean blocked;
  private boolean inconsistent;
  private boolean otherCurrency;

  public ModelCall() {
    clear();
  }

  /** Forgets everything, so that the object can take the next call. */
  public void clear() {
    texts.clear();
    clearNumbers();
  }

  /**
   * Forgets everything, and takes a buffer for texts to refer to, as {@link
   * EventTexts#clear(byte[], int)} does.
   */
  public void clear(byte[] shared, int spare) {
    texts.clear(shared, spare);
    clearNumbers();
  }

  private void clearNumbers() {
    Arrays.fill(counts, UNKNOWN);
    eventTime = UNKNOWN;
    statusCode = (int) UNKNOWN;
    blocked = false;
    inconsistent = false;
    otherCurrency = false;
    if (!tags.isEmpty()) {
      tags.clear();
    }
  }

  /** Sets a text that is in the shared buffer already. */
  public void text(CallText text, int offset, int length) {
    texts.refer(text.index(), offset, length);
  }

  /** Sets a text from UTF-8 bytes, which are copied; an earlier value is replaced. */
  public void text(CallText text, byte[] source, int offset, int length) {
    texts.copy(text.index(), source, offset, length);
  }

  /** Sets a text. */
  public void text(CallText text, String value) {
    texts.set(text.index(), value);
  }

  /** The text, or null when it is absent. */
  public String text(CallText text) {
    return texts.get(text.index());
  }

  public boolean has(CallText text) {
    return texts.has(text.index());
  }

  /** Where the text begins in {@link #buffer()}; meaningless when it is absent. */
  public int offset(CallText text) {
    return texts.offset(text.index());
  }

  /** Bytes of the text; 0 when it is absent. */
  public int length(CallText text) {
    return texts.length(text.index());
  }

  /** The buffer that holds all texts; to be read only, and only until the next change. */
  public byte[] buffer() {
    return texts.buffer();
  }

  /** Copies all counts, each to its index. */
  void copyCounts(long[] target) {
    System.arraycopy(counts, 0, target, 0, counts.length);
  }

  public void count(CallCount count, long value) {
    counts[count.index()] = value;
  }

  /** The count, or {@link #UNKNOWN}. */
  public long count(CallCount count) {
    return counts[count.index()];
  }

  /** Milliseconds since 1970 at which the request was received. */
  public long eventTime() {
    return eventTime;
  }

  public void eventTime(long epochMillis) {
    eventTime = epochMillis;
  }

  /** 100 to 599, 0 for a caller that left, or {@link #UNKNOWN}. */
  public int statusCode() {
    return statusCode;
  }

  public void statusCode(int code) {
    statusCode = code;
  }

  public boolean blocked() {
    return blocked;
  }

  public void blocked(boolean stopped) {
    blocked = stopped;
  }

  /** Whether the source's token counts contradict each other; set when its format reads them. */
  public boolean inconsistent() {
    return inconsistent;
  }

  /** Says whether the source's token counts contradict each other. */
  public void inconsistent(boolean contradicted) {
    inconsistent = contradicted;
  }

  /** Whether its cost is in another currency than the job adds up; set by {@link CallOptions}. */
  public boolean otherCurrency() {
    return otherCurrency;
  }

  void otherCurrency(boolean other) {
    otherCurrency = other;
  }

  /** Free labels of the call, for its record only; changed in place by the format. */
  public Map<String, String> tags() {
    return tags;
  }

  /**
   * Whether the call came from the playground: then it is a record and enters no hourly document.
   */
  public boolean playground() {
    return equalsAscii(CallText.CHANNEL, "playground");
  }

  public Outcome outcome() {
    if (blocked) {
      return Outcome.BLOCKED;
    }
    return statusCode >= 400 || has(CallText.ERROR_TYPE) ? Outcome.FAILED : Outcome.SUCCEEDED;
  }

  /** All tokens: the total as it was read, else input and output, else {@link #UNKNOWN}. */
  public long totalTokens() {
    long input = count(CallCount.INPUT_TOKENS);
    long output = count(CallCount.OUTPUT_TOKENS);
    long total = count(CallCount.TOTAL_TOKENS);
    if (total != UNKNOWN || (input == UNKNOWN && output == UNKNOWN)) {
      return total;
    }
    return Math.max(input, 0) + Math.max(output, 0);
  }

  @Override
  public void setSender(Sender sender) {
    replace(CallText.TENANT_ID, sender.tenant());
    replace(CallText.PROJECT_ID, sender.project());
    replace(CallText.USER_ID, sender.user());
    if (sender.source() != null) {
      tags.putIfAbsent("source", sender.source());
    }
  }

  private void replace(CallText text, String value) {
    if (value != null && !value.equals(text(text))) {
      text(text, value);
    }
  }

  private boolean equalsAscii(CallText text, String expected) {
    int length = length(text);
    if (length != expected.length()) {
      return false;
    }
    int offset = offset(text);
    byte[] buffer = buffer();
    for (int i = 0; i < length; i++) {
      if (buffer[offset + i] != expected.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
