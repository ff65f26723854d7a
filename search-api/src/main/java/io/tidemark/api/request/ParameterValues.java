/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import io.tidemark.api.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The checked parameters of one request, defaults filled in. */
public final class ParameterValues {

  private final Map<String, Parameter> parameters;
  private final Map<String, List<String>> values;
  private final OwnedValues owned;

  ParameterValues(Map<String, Parameter> parameters, Map<String, List<String>> values) {
    this(parameters, values, null);
  }

  private ParameterValues(
      Map<String, Parameter> parameters, Map<String, List<String>> values, OwnedValues owned) {
    this.parameters = parameters;
    this.values = values;
    this.owned = owned;
  }

  /** The same values with those that the parameter {@code owner} stands for. */
  ParameterValues withOwned(OwnedValues found) {
    return new ParameterValues(parameters, values, found);
  }

  /** The values that the parameter {@code owner} stands for, when it is given. */
  public Optional<OwnedValues> owned() {
    return Optional.ofNullable(owned);
  }

  /** Whether the request names the parameter. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value, or the default where there is one. */
  public Optional<String> text(String name) {
    List<String> given = values.get(name);
    if (given != null) {
      return Optional.of(given.get(0));
    }
    return Optional.ofNullable(parameter(name).defaultValue());
  }

  /** The value of a parameter that has a default. */
  public String choice(String name) {
    return text(name).orElseThrow();
  }

  /** All values, each once, in a fixed order: the same request gives the same search. */
  public List<String> texts(String name) {
    return List.copyOf(new TreeSet<>(values.getOrDefault(name, List.of())));
  }

  /** The values between the commas of a {@link Parameter.Kind#CHOICES}; empty when absent. */
  public List<String> choices(String name) {
    return text(name).map(text -> List.of(text.split(",", -1))).orElse(List.of());
  }

  /** The number, or the default where there is one. */
  public Optional<Long> count(String name) {
    return text(name).map(Long::valueOf);
  }

  /** The number of a parameter that has a default. */
  public int size(String name) {
    return Math.toIntExact(count(name).orElseThrow());
  }

  /** The time, when given. */
  public Optional<Instant> time(String name) {
    return text(name).map(text -> OffsetDateTime.parse(text).toInstant());
  }

  /** The zone. */
  public ZoneId zone(String name) {
    return ZoneId.of(choice(name));
  }

  private Parameter parameter(String name) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw new IllegalArgumentException("This route declares no parameter " + name);
    }
    return parameter;
  }

  static String requireAllowed(Parameter parameter, String text) {
    switch (parameter.kind()) {
      case CHOICE -> allowed(parameter, text);
      case CHOICES -> allowedPair(parameter, text);
      case TEXT -> notEmpty(parameter, text);
      case TEXTS -> {
        notEmpty(parameter, text);
        if (!parameter.allowed().isEmpty() && !text.isEmpty()) {
          allowed(parameter, text);
        }
      }
      case COUNT -> inRange(parameter, text);
      case TIME -> time(parameter, text);
      case ZONE -> zone(parameter, text);
    }
    return text;
  }

  private static void allowed(Parameter parameter, String text) {
    if (!parameter.allowed().contains(text)) {
      throw invalid(parameter, " does not take this value.", parameter.allowed());
    }
  }

  private static void allowedPair(Parameter parameter, String text) {
    List<String> names = Arrays.asList(text.split(",", -1));
    if (names.size() > 2 || names.stream().distinct().count() < names.size()) {
      throw invalid(parameter, " takes one or two different values.", parameter.allowed());
    }
    names.forEach(name -> allowed(parameter, name));
  }

  private static void notEmpty(Parameter parameter, String text) {
    if (text.length() < parameter.least() || text.length() > parameter.most()) {
      throw invalid(
          parameter,
          text.isEmpty() ? " is empty." : " is too long.",
          List.of(parameter.least() + " to " + parameter.most() + " characters"));
    }
  }

  private static void inRange(Parameter parameter, String text) {
    List<String> range = List.of(parameter.least() + " to " + parameter.most());
    try {
      long number = Long.parseLong(text);
      if (number < parameter.least() || number > parameter.most()) {
        throw invalid(parameter, " is out of range.", range);
      }
    } catch (NumberFormatException e) {
      throw invalid(parameter, " is not a whole number.", range);
    }
  }

  private static void time(Parameter parameter, String text) {
    try {
      // Instants far from today overflow a long of milliseconds further on.
      int year = OffsetDateTime.parse(text).getYear();
      if (year < 1970 || year > 9999) {
        throw new DateTimeException("year " + year);
      }
    } catch (DateTimeException e) {
      throw invalid(
          parameter,
          " is not a time.",
          List.of("RFC 3339, for example 2026-11-20T08:00:00Z; write + as %2B"));
    }
  }

  private static void zone(Parameter parameter, String text) {
    try {
      if (!text.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(text)) {
        throw new ZoneRulesException(text);
      }
    } catch (DateTimeException e) {
      throw invalid(
          parameter,
          " is not a time zone.",
          List.of("names of the IANA database, for example UTC, Asia/Shanghai, America/St_Johns"));
    }
  }

  private static ProblemException invalid(Parameter parameter, String says, List<String> allowed) {
    return ProblemException.invalidParameter(parameter.name(), parameter.name() + says, allowed);
  }
}
