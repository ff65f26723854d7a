/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.selection;

import static io.tidemark.api.workload.FilterField.NOT;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.OwnedValues;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.workload.FilterField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The values that a request keeps or leaves out, per field and in a fixed order. An empty value
 * stands for documents that do not know the field.
 */
public record Filters(List<Filter> kept, List<Filter> leftOut) {

  /** No filter at all. */
  public static final Filters NONE = new Filters(List.of(), List.of());

  /** The value that selects documents which do not know the field. */
  public static final String UNKNOWN = "";

  private static final String USER = "user_id";

  /** The field whose values belong to users, as the directory says. */
  private static final String OWNED = "workflow_id";

  private static final Parameter OWNER =
      Parameter.choice(
          OwnedValues.PARAMETER,
          "Include only the workflows that belong to you in the directory, or only all others.",
          List.of(OwnedValues.ME, OwnedValues.OTHERS),
          null);

  /**
   * One field with its values.
   *
   * @param name of the parameter that it stands for
   */
  public record Filter(String name, String field, List<String> values) {

    /** A filter by the parameter with the name of the field. */
    public Filter(String field, List<String> values) {
      this(field, field, values);
    }

    private Query clause() {
      List<String> known = values.stream().filter(value -> !value.equals(UNKNOWN)).toList();
      if (known.size() == values.size()) {
        return Queries.terms(field, values);
      }
      Query missing = Queries.missing(field);
      return known.isEmpty() ? missing : Queries.any(List.of(Queries.terms(field, known), missing));
    }
  }

  /** The parameters for {@code fields}: each one, and the form that leaves values out. */
  public static List<Parameter> parameters(List<FilterField> fields) {
    return Stream.concat(
            fields.stream().flatMap(Filters::parameters),
            fields.stream().filter(field -> field.name().equals(OWNED)).map(field -> OWNER))
        .toList();
  }

  private static Stream<Parameter> parameters(FilterField field) {
    return Stream.of(
        Parameter.filter(
            field.name(),
            "Include only this value; repeat for several values. An empty value selects unknown.",
            field.example(),
            field.allowed()),
        Parameter.filter(
            NOT + field.name(),
            "Exclude this value; repeat for several values. An empty value excludes unknown.",
            field.example(),
            field.allowed()));
  }

  /**
   * The filters of a request.
   *
   * @throws ProblemException 403 when it asks for a user whom the scope does not show
   */
  public static Filters of(ParameterValues values, List<FilterField> fields, Scope scope) {
    List<Filter> kept = new ArrayList<>();
    List<Filter> leftOut = new ArrayList<>();
    for (FilterField field : fields) {
      add(kept, field.name(), values.texts(field.name()));
      add(leftOut, field.name(), values.texts(NOT + field.name()));
    }
    values.owned().ifPresent(owned -> (owned.own() ? kept : leftOut).add(of(owned)));
    for (Filter filter : kept) {
      if (filter.field().equals(USER) && !scope.seesAll(filter.values())) {
        throw ProblemException.notYours(USER, "You may not see the usage of this user.");
      }
    }
    return new Filters(List.copyOf(kept), List.copyOf(leftOut));
  }

  private static Filter of(OwnedValues owned) {
    return new Filter(OwnedValues.PARAMETER, owned.field(), owned.values());
  }

  private static void add(List<Filter> filters, String field, List<String> values) {
    if (!values.isEmpty()) {
      filters.add(new Filter(field, values));
    }
  }

  /** The same without the values of one parameter. */
  public Filters without(String name) {
    return new Filters(leave(kept, name), leave(leftOut, name));
  }

  private static List<Filter> leave(List<Filter> filters, String name) {
    return filters.stream().filter(filter -> !filter.name().equals(name)).toList();
  }

  /** Queries that must hold; {@code except} names a field to pass over, or is null. */
  public List<Query> keptClauses(String except) {
    return clauses(kept, except);
  }

  /** Queries that must not hold; {@code except} names a field to pass over, or is null. */
  public List<Query> leftOutClauses(String except) {
    return clauses(leftOut, except);
  }

  private static List<Query> clauses(List<Filter> filters, String except) {
    return filters.stream()
        .filter(filter -> !filter.name().equals(except))
        .map(Filter::clause)
        .toList();
  }
}
