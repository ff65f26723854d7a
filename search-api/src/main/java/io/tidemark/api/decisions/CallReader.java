/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.decisions;

import io.tidemark.api.access.HeaderText;
import io.tidemark.api.budgets.definition.AddressBlock;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.Limits;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads what a gateway says about a call, from a body or from headers. */
final class CallReader {

  static final String CLIENT_IP = "client_ip";

  /** Measures by the member that says what is expected of them. */
  private static final Map<String, String> EXPECTED =
      Map.of(
          "expected_tokens", "total_tokens",
          "expected_input_tokens", "input_tokens",
          "expected_output_tokens", "output_tokens");

  private static final String CALLS = "calls";
  private static final int LONGEST_VALUE = Limits.MAX_TEXT_CHARACTERS;
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  /** The prefix of headers about the call. */
  private static final String PREFIX = "X-Tidemark-";

  private static final List<String> DIMENSIONS =
      Workload.MODEL_CALLS.filters().stream().map(FilterField::name).toList();

  private static final String[] MEMBERS =
      Stream.of(DIMENSIONS.stream(), EXPECTED.keySet().stream().sorted(), Stream.of(CLIENT_IP))
          .flatMap(names -> names)
          .toArray(String[]::new);

  private CallReader() {}

  /**
   * Reads a body.
   *
   * @throws SettingFault when a member is not accepted
   */
  static Call readBody(JsonNode body) {
    BodyMembers members = new BodyMembers("", body).allow(MEMBERS);
    Map<String, String> found = new HashMap<>();
    for (String dimension : DIMENSIONS) {
      members.text(dimension, LONGEST_VALUE).ifPresent(value -> found.put(dimension, value));
    }
    Map<String, BigDecimal> expected = new HashMap<>();
    EXPECTED.forEach(
        (member, measure) -> {
          JsonNode value = body.path(member);
          if (!value.isMissingNode() && !value.isNull()) {
            expected.put(measure, readTokens(member, value));
          }
        });
    InetAddress address =
        members
            .text(CLIENT_IP, LONGEST_VALUE)
            .map(
                text ->
                    AddressBlock.parseAddress(text)
                        .orElseThrow(
                            () -> new SettingFault(CLIENT_IP, "This must be an IP address.")))
            .orElse(null);
    return createCall(found, address, expected);
  }

  private static BigDecimal readTokens(String member, JsonNode value) {
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < 0
        || value.asLong() > MOST_TOKENS) {
      throw new SettingFault(member, "This must be a whole number from 0 to 10^12.");
    }
    return BigDecimal.valueOf(value.asLong());
  }

  /**
   * Reads headers. One that cannot be read counts as absent: a gateway sends what its callers sent.
   *
   * @param header the value of a header by its name; null when it was not sent
   */
  static Call readHeaders(UnaryOperator<String> header) {
    Map<String, String> found = new HashMap<>();
    for (String dimension : DIMENSIONS) {
      findHeader(header, dimension)
          .filter(value -> value.length() <= LONGEST_VALUE)
          .ifPresent(value -> found.put(dimension, value));
    }
    Map<String, BigDecimal> expected = new HashMap<>();
    EXPECTED.forEach(
        (member, measure) ->
            findHeader(header, member)
                .filter(value -> value.matches("[0-9]{1,12}"))
                .ifPresent(value -> expected.put(measure, new BigDecimal(value))));
    return createCall(found, clientAddress(header), expected);
  }

  private static InetAddress clientAddress(UnaryOperator<String> header) {
    Optional<String> forwarded =
        Optional.ofNullable(header.apply("X-Forwarded-For"))
            // The last one was added by the nearest proxy; those before it may be invented.
            .map(list -> list.substring(list.lastIndexOf(',') + 1));
    return findHeader(header, CLIENT_IP)
        .or(() -> Optional.ofNullable(header.apply("X-Real-IP")))
        .or(() -> forwarded)
        .flatMap(text -> AddressBlock.parseAddress(text.strip()))
        .orElse(null);
  }

  /** {@code X-Tidemark-User-Id} or {@code X-User-Id} for {@code user_id}. */
  private static Optional<String> findHeader(UnaryOperator<String> header, String name) {
    String words = headerName(name);
    return Optional.ofNullable(header.apply(PREFIX + words))
        .or(() -> Optional.ofNullable(header.apply("X-" + words)))
        .map(HeaderText::decode)
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static String headerName(String name) {
    StringBuilder words = new StringBuilder();
    for (String word : name.split("_", -1)) {
      words.append(words.isEmpty() ? "" : "-");
      words.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return words.toString();
  }

  private static Call createCall(
      Map<String, String> dimensions, InetAddress address, Map<String, BigDecimal> expected) {
    expected.put(CALLS, BigDecimal.ONE);
    return new Call(dimensions, address, expected);
  }
}
