/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.ModelCall;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of native model calls once more, slow and plain, with Jackson and java.time. */
final class NativeOracle {

  private static final Pattern RFC_3339 =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)[Tt ](\\d\\d):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?"
              + "(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");
  private static final Map<String, String> ALIASES =
      Map.of(
          "prompt_tokens", "input_tokens",
          "completion_tokens", "output_tokens",
          "timestamp", "event_time",
          "user", "user_id",
          "project", "project_id",
          "duration_ms", "latency_ms",
          "latency", "latency_ms");
  private static final Set<String> IDENTIFIERS =
      Set.of(
          "request_id",
          "tenant_id",
          "model",
          "project_id",
          "user_id",
          "api_key_id",
          "endpoint",
          "operation",
          "provider");
  private static final int NOT_HTTP = -2;
  private static final char REPLACEMENT = '\uFFFD';
  private static final Set<String> TEXTS = Set.of("error_type", "client_ip", "user_agent");
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "model_source", List.of("preset", "custom"),
          "user_type", List.of("user", "service_account", "group"),
          "channel", List.of("api", "playground"));
  private static final Set<String> COUNTS =
      Set.of(
          "input_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          "output_tokens",
          "reasoning_tokens",
          "total_tokens",
          "latency_ms",
          "time_to_first_token_ms",
          "attempts");
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(64).maxNumberLength(1 << 20).build())
          .build();

  private final Map<String, Object> values = new TreeMap<>();
  private final Map<String, Set<String>> givenBy = new HashMap<>();

  private NativeOracle() {}

  /** The call in the record, as {@link Reading#fields} has it; null when it must be refused. */
  static Map<String, Object> read(byte[] record) {
    try {
      return new NativeOracle().parse(record);
    } catch (IOException | Refused e) {
      return null;
    }
  }

  private Map<String, Object> parse(byte[] record) throws IOException {
    String text = decode(record);
    try (JsonParser json =
        JSON.createParser(text.startsWith("\uFEFF") ? text.substring(1) : text)) {
      check(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        field(name, json);
      }
      check(json.nextToken() == null);
    }
    complete();
    return values;
  }

  /** A byte that is not UTF-8 is one replacement character. */
  private static String decode(byte[] record) {
    StringBuilder text = new StringBuilder();
    ByteBuffer in = ByteBuffer.wrap(record);
    CharBuffer out = CharBuffer.allocate(record.length);
    while (in.hasRemaining()) {
      CoderResult result = UTF_8.newDecoder().decode(in, out, true);
      text.append(out.flip());
      out.clear();
      if (result.isMalformed()) {
        in.get();
        text.append(REPLACEMENT);
      }
    }
    return text.toString();
  }

  private void field(String name, JsonParser json) throws IOException {
    String field = ALIASES.getOrDefault(name, name);
    Object value = isKnown(field) ? value(field, json) : skip(json);
    if (!isKnown(field)) {
      return;
    }
    Set<String> given = givenBy.computeIfAbsent(field, f -> new HashSet<>());
    boolean outranked = given.stream().anyMatch(other -> rank(other, field) < rank(name, field));
    if (value == null) {
      if (given.remove(name) && !outranked) {
        values.remove(field);
      }
      return;
    }
    given.add(name);
    if (!outranked) {
      values.put(field, value);
    }
  }

  private static int rank(String name, String field) {
    return name.equals(field) ? 0 : name.equals("latency") ? 2 : 1;
  }

  private static boolean isKnown(String field) {
    return IDENTIFIERS.contains(field)
        || TEXTS.contains(field)
        || CHOICES.containsKey(field)
        || COUNTS.contains(field)
        || Set.of("event_time", "status_code", "blocked", "tags").contains(field);
  }

  private static Object skip(JsonParser json) throws IOException {
    json.skipChildren();
    return null;
  }

  private static Object value(String field, JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (COUNTS.contains(field)) {
      return integer(json, 0, 1_000_000_000_000L);
    }
    return switch (field) {
      case "event_time" -> time(json);
      case "status_code" -> statusCode(json);
      case "blocked" -> {
        check(token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE);
        yield token == JsonToken.VALUE_TRUE;
      }
      case "tags" -> tags(json);
      default -> text(field, json);
    };
  }

  private static Object text(String field, JsonParser json) throws IOException {
    check(json.currentToken() == JsonToken.VALUE_STRING);
    String text = unicode(json.getText());
    if (text.isEmpty()) {
      return null;
    }
    if (TEXTS.contains(field)) {
      int length = text.codePointCount(0, text.length());
      return text.substring(0, text.offsetByCodePoints(0, Math.min(length, 512)));
    }
    boolean id = field.equals("request_id");
    check(id ? text.getBytes(UTF_8).length <= 8192 : text.codePointCount(0, text.length()) <= 512);
    check(!CHOICES.containsKey(field) || CHOICES.get(field).contains(text));
    return text;
  }

  private static Object statusCode(JsonParser json) throws IOException {
    check(json.currentToken() == JsonToken.VALUE_NUMBER_INT);
    BigInteger code = json.getBigIntegerValue();
    check(code.bitLength() <= 63);
    boolean http = code.signum() == 0 || (code.bitLength() < 11 && isHttp(code.intValue()));
    return http ? code.intValue() : NOT_HTTP;
  }

  private static boolean isHttp(int code) {
    return code >= 100 && code <= 599;
  }

  private static String unicode(String text) {
    int[] whole =
        text.codePoints().map(c -> c >= 0xD800 && c <= 0xDFFF ? REPLACEMENT : c).toArray();
    return new String(whole, 0, whole.length);
  }

  private static long integer(JsonParser json, long least, long most) throws IOException {
    check(json.currentToken() == JsonToken.VALUE_NUMBER_INT);
    BigInteger value = json.getBigIntegerValue();
    check(value.compareTo(BigInteger.valueOf(least)) >= 0);
    check(value.compareTo(BigInteger.valueOf(most)) <= 0);
    return value.longValue();
  }

  private static long time(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case VALUE_STRING -> time(json.getText());
      case VALUE_NUMBER_INT -> {
        BigInteger value = json.getBigIntegerValue();
        yield value.bitLength() > 63 ? seconds(new BigDecimal(value)) : time(value.longValue());
      }
      case VALUE_NUMBER_FLOAT -> {
        String text = json.getText();
        check(Math.abs(Double.parseDouble(text)) < 1e15);
        boolean tiny = Math.abs(Double.parseDouble(text)) < 1e-9;
        yield tiny ? 0 : seconds(new BigDecimal(text));
      }
      default -> throw new Refused();
    };
  }

  private static long time(long value) {
    check(value >= 0);
    if (value < 100_000_000_000L) {
      return value * 1000;
    }
    if (value < 100_000_000_000_000L) {
      return value;
    }
    return value < 100_000_000_000_000_000L ? value / 1000 : value / 1_000_000;
  }

  private static long seconds(BigDecimal seconds) {
    BigInteger millis = seconds.movePointRight(3).toBigInteger();
    check(millis.signum() >= 0 && millis.compareTo(BigInteger.valueOf(253402300799999L)) <= 0);
    return millis.longValue();
  }

  private static long time(String text) {
    Matcher match = RFC_3339.matcher(text);
    check(match.matches());
    int second = Integer.parseInt(match.group(6));
    check(second <= 60);
    try {
      long time =
          LocalDateTime.of(
                      Integer.parseInt(match.group(1)),
                      Integer.parseInt(match.group(2)),
                      Integer.parseInt(match.group(3)),
                      Integer.parseInt(match.group(4)),
                      Integer.parseInt(match.group(5)),
                      Math.min(second, 59))
                  .toEpochSecond(ZoneOffset.UTC)
              * 1000;
      if (match.group(7) != null) {
        time += Long.parseLong((match.group(7) + "00").substring(0, 3));
      }
      if (match.group(8) != null) {
        int hours = Integer.parseInt(match.group(9));
        int minutes = Integer.parseInt(match.group(10));
        check(hours <= 23 && minutes <= 59);
        long offset = (hours * 60 + minutes) * 60_000L;
        time += match.group(8).equals("+") ? -offset : offset;
      }
      check(time >= 0 && time <= 253402300799999L);
      return time;
    } catch (DateTimeException e) {
      throw new Refused();
    }
  }

  /** The entries as they come; whether they fit is asked of the last object only. */
  private static Object tags(JsonParser json) throws IOException {
    check(json.currentToken() == JsonToken.START_OBJECT);
    Map<String, String> tags = new HashMap<>();
    boolean fits = true;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      fits &= !name.isEmpty() && isTagText(name);
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        fits &= isTagText(json.getText());
        tags.put(tag(name), tag(json.getText()));
      } else {
        fits &= token == JsonToken.VALUE_NULL;
        tags.remove(tag(name));
        json.skipChildren();
      }
    }
    return fits && tags.size() <= 16 ? tags : new Refused();
  }

  private static String tag(String text) {
    return unicode(text).replace('\0', REPLACEMENT);
  }

  private static boolean isTagText(String text) {
    return text.codePointCount(0, text.length()) <= 512;
  }

  private void complete() {
    for (String required : List.of("request_id", "event_time", "tenant_id", "model")) {
      check(values.containsKey(required));
    }
    CHOICES.forEach((field, choices) -> values.putIfAbsent(field, choices.get(0)));
    check(!(values.get("tags") instanceof Refused));
    if (Map.of().equals(values.get("tags"))) {
      values.remove("tags");
    }
    values.remove("blocked", false);
    if (values.remove("status_code", NOT_HTTP)) {
      values.putIfAbsent("error_type", "not_http_status");
    }
    if (values.get("status_code") instanceof Integer code && (code == 0 || code == 499)) {
      values.putIfAbsent("error_type", "client_closed");
    }
    readTokens();
  }

  /** The rule has a table of its own in {@link TokenReadingTest}. */
  private void readTokens() {
    ModelCall call = new ModelCall();
    for (CallCount count : CallCount.listAll()) {
      call.count(count, (long) values.getOrDefault(count.fieldName(), ModelCall.UNKNOWN));
      values.remove(count.fieldName());
    }
    TokenReading.apply(call, false);
    for (CallCount count : CallCount.listAll()) {
      if (call.count(count) != ModelCall.UNKNOWN) {
        values.put(count.fieldName(), call.count(count));
      }
    }
    if (call.inconsistent()) {
      values.put("inconsistent", true);
    }
  }

  private static void check(boolean fits) {
    if (!fits) {
      throw new Refused();
    }
  }

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
