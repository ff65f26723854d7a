/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes calls as native JSON; a call of the platform takes about 490 bytes. Values that are the
 * default of their field are left out.
 */
public final class CallJson {

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int REQUEST_ID_DIGITS = 26;

  private final Map<CallGroup, byte[]> groups = new HashMap<>();
  private byte[] buffer = new byte[1024];
  private int length;
  private long minute = Long.MIN_VALUE;
  private byte[] minuteText;

  /** The record of a call. */
  public byte[] write(GeneratedCall call) {
    length = 0;
    put("{\"request_id\":\"");
    if (call.requestId == null) {
      putRequestId(call.requestNumber);
    } else {
      put(call.requestId);
    }
    put("\",\"event_time\":\"");
    putTime(call.eventTime);
    put(groups.computeIfAbsent(call.group, CallJson::createGroupText));
    put(",\"status_code\":");
    put(call.statusCode);
    if (call.blocked) {
      put(",\"blocked\":true");
    }
    put(",\"input_tokens\":", call.inputTokens);
    put(",\"cache_read_tokens\":", call.cacheReadTokens);
    put(",\"output_tokens\":", call.outputTokens);
    put(",\"reasoning_tokens\":", call.reasoningTokens);
    put(",\"latency_ms\":", call.latencyMillis);
    put(",\"time_to_first_token_ms\":", call.timeToFirstTokenMillis);
    if (call.attempts > 1) {
      put(",\"attempts\":", call.attempts);
    }
    put(",\"error_type\":\"", call.errorType, "\"");
    put(",\"channel\":\"", call.channel, "\"");
    put(",\"tags\":{\"team\":\"", call.team, "\"}");
    if (call.group.userAgent() != null) {
      putClient(call);
    }
    put("}");
    return Arrays.copyOf(buffer, length);
  }

  private void putClient(GeneratedCall call) {
    put(",\"client_ip\":\"203.0.");
    put(call.clientAddress >>> 8);
    put(".");
    put(call.clientAddress & 0xff);
    put("\",\"user_agent\":\"");
    put(call.group.userAgent());
    put("\"");
  }

  private static byte[] createGroupText(CallGroup group) {
    String text =
        "\",\"tenant_id\":\""
            + group.tenant()
            + (group.project() == null ? "" : "\",\"project_id\":\"" + group.project())
            + "\",\"user_id\":\""
            + group.user()
            + "\",\"api_key_id\":\""
            + group.key()
            + "\",\"model\":\""
            + group.model().name()
            + (group.model().isPreset() ? "" : "\",\"model_source\":\"custom")
            + "\",\"provider\":\""
            + group.model().provider()
            + "\",\"endpoint\":\""
            + group.model().endpoint()
            + "\",\"operation\":\""
            + group.model().operation()
            + "\"";
    return text.getBytes(US_ASCII);
  }

  /** Looks random, as ids do, and is different for different numbers. */
  private void putRequestId(long number) {
    long high = number * 0x9E3779B97F4A7C15L;
    long low = Long.reverse(high) ^ number;
    room(REQUEST_ID_DIGITS);
    for (int i = 0; i < REQUEST_ID_DIGITS; i++) {
      long word = i < 13 ? high : low;
      buffer[length++] = (byte) DIGITS.charAt((int) (word >>> (i % 13 * 5) & 31));
    }
  }

  private void putTime(long epochMillis) {
    long thisMinute = Math.floorDiv(epochMillis, 60_000L);
    if (thisMinute != minute) {
      minute = thisMinute;
      minuteText =
          Instant.ofEpochMilli(thisMinute * 60_000).toString().substring(0, 17).getBytes(US_ASCII);
    }
    put(minuteText);
    int rest = (int) (epochMillis - thisMinute * 60_000);
    room(7);
    putDigit(rest / 10_000);
    putDigit(rest / 1_000 % 10);
    buffer[length++] = '.';
    putDigit(rest / 100 % 10);
    putDigit(rest / 10 % 10);
    putDigit(rest % 10);
    buffer[length++] = 'Z';
  }

  private void putDigit(int digit) {
    buffer[length++] = (byte) ('0' + digit);
  }

  private void put(String name, long value) {
    if (value != GeneratedCall.ABSENT) {
      put(name);
      put(value);
    }
  }

  /** Puts a value that may be absent between its name and its end. */
  private void put(String name, String value, String end) {
    if (value != null) {
      put(name);
      put(value);
      put(end);
    }
  }

  private void put(long value) {
    put(Long.toString(value));
  }

  private void put(String text) {
    room(text.length());
    for (int i = 0; i < text.length(); i++) {
      buffer[length++] = (byte) text.charAt(i);
    }
  }

  private void put(byte[] text) {
    room(text.length);
    System.arraycopy(text, 0, buffer, length, text.length);
    length += text.length;
  }

  private void room(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
