/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import io.tidemark.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** All parameters of one route. Other parameters are rejected, never ignored. */
public final class ParameterSet {

  /** No parameters at all. */
  public static final ParameterSet NONE = of();

  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  private ParameterSet(List<Parameter> parameters) {
    for (Parameter parameter : parameters) {
      if (this.parameters.put(parameter.name(), parameter) != null) {
        throw new IllegalArgumentException("Twice in one route: " + parameter.name());
      }
    }
  }

  /** The given parameters, in the order of the API document. */
  public static ParameterSet of(Parameter... parameters) {
    return new ParameterSet(Arrays.asList(parameters));
  }

  /** These and {@code more}. */
  public ParameterSet and(List<Parameter> more) {
    return new ParameterSet(Stream.concat(parameters.values().stream(), more.stream()).toList());
  }

  /** These and {@code more}. */
  public ParameterSet and(Parameter... more) {
    return and(Arrays.asList(more));
  }

  /** The parameters in order. */
  public List<Parameter> list() {
    return List.copyOf(parameters.values());
  }

  /**
   * The values of one request.
   *
   * @param sent as the servlet hands them on
   * @throws ProblemException 400 for an unknown parameter or a value that is not taken
   */
  public ParameterValues read(Map<String, String[]> sent) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    sent.forEach((name, texts) -> values.put(name, checked(name, Arrays.asList(texts))));
    return new ParameterValues(parameters, values);
  }

  private List<String> checked(String name, List<String> texts) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw ProblemException.unknownParameter(name, new ArrayList<>(parameters.keySet()));
    }
    if (!parameter.repeats() && texts.size() > 1) {
      throw ProblemException.invalidParameter(
          name, name + " is given " + texts.size() + " times.", List.of("once"));
    }
    if (texts.size() > Parameter.MOST_VALUES) {
      throw ProblemException.invalidParameter(
          name,
          name + " has too many values.",
          List.of("at most " + Parameter.MOST_VALUES + " values"));
    }
    return texts.stream().map(text -> ParameterValues.requireAllowed(parameter, text)).toList();
  }
}
