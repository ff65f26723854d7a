/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import static java.util.Objects.requireNonNull;

import io.tidemark.model.schema.Limits;
import java.util.List;

/**
 * One query parameter of a route: what it takes, and what the API document says of it.
 *
 * @param name as sent
 * @param kind how its value is read
 * @param description one sentence for users
 * @param allowed the values of a {@link Kind#CHOICE}, otherwise empty
 * @param defaultValue null when there is none
 * @param example one value that it takes
 * @param least smallest {@link Kind#COUNT}, or shortest text
 * @param most largest {@link Kind#COUNT}, or longest text
 */
public record Parameter(
    String name,
    Kind kind,
    String description,
    List<String> allowed,
    String defaultValue,
    String example,
    long least,
    long most) {

  /** How a value is read. */
  public enum Kind {
    /** One of the allowed values. */
    CHOICE,
    /** Some of the allowed values, separated by commas, at most two. */
    CHOICES,
    /** One text. */
    TEXT,
    /** A text, repeated for several. */
    TEXTS,
    /** A whole number. */
    COUNT,
    /** A time in RFC 3339. */
    TIME,
    /** A time zone of the IANA database. */
    ZONE
  }

  /** Longest text that a parameter takes, as for identifiers in events. */
  public static final int LONGEST_TEXT = Limits.MAX_TEXT_CHARACTERS;

  /** How often a parameter may be repeated. */
  public static final int MOST_VALUES = 100;

  public Parameter {
    requireNonNull(name, "name");
    requireNonNull(kind, "kind");
    requireNonNull(description, "description");
    requireNonNull(example, "example");
    allowed = List.copyOf(allowed);
  }

  /** One of {@code allowed}. */
  public static Parameter choice(
      String name, String description, List<String> allowed, String defaultValue) {
    String example = defaultValue == null ? allowed.get(0) : defaultValue;
    return new Parameter(name, Kind.CHOICE, description, allowed, defaultValue, example, 0, 0);
  }

  /** One or two of {@code allowed}, separated by a comma. */
  public static Parameter choices(
      String name, String description, List<String> allowed, String defaultValue) {
    String example = allowed.get(0) + "," + allowed.get(1);
    return new Parameter(name, Kind.CHOICES, description, allowed, defaultValue, example, 0, 0);
  }

  /** One text. */
  public static Parameter text(String name, String description, String example) {
    return shortText(name, description, example, LONGEST_TEXT);
  }

  /** One text of at most {@code longest} characters. */
  public static Parameter shortText(String name, String description, String example, int longest) {
    return new Parameter(name, Kind.TEXT, description, List.of(), null, example, 1, longest);
  }

  /** Texts; {@code allowed} is empty when any text will do. */
  public static Parameter texts(
      String name, String description, String example, List<String> allowed) {
    return new Parameter(name, Kind.TEXTS, description, allowed, null, example, 1, LONGEST_TEXT);
  }

  /** As {@link #texts}; an empty one stands for documents that do not know the field. */
  public static Parameter filter(
      String name, String description, String example, List<String> allowed) {
    return new Parameter(name, Kind.TEXTS, description, allowed, null, example, 0, LONGEST_TEXT);
  }

  /** A whole number; {@code defaultValue} null when there is none. */
  public static Parameter count(
      String name, String description, Long defaultValue, long example, long least, long most) {
    String value = defaultValue == null ? null : defaultValue.toString();
    return new Parameter(
        name, Kind.COUNT, description, List.of(), value, Long.toString(example), least, most);
  }

  /** A time. */
  public static Parameter time(String name, String description, String example) {
    return new Parameter(name, Kind.TIME, description, List.of(), null, example, 0, 0);
  }

  /** A time zone, UTC by default. */
  public static Parameter zone(String name, String description) {
    return new Parameter(name, Kind.ZONE, description, List.of(), "UTC", "Asia/Shanghai", 0, 0);
  }

  boolean repeats() {
    return kind == Kind.TEXTS;
  }
}
