/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.List;

/** The values of the options of one entry while a schema is declared. */
final class EntryOptions {

  final String name;
  List<String> aliases = List.of();
  List<String> choices = List.of();
  Unit unit = Unit.COUNT;
  String field;
  String label;
  String source;
  String example;
  int since = 1;
  long limit;
  boolean required;
  boolean mayBeUnknown;
  boolean computed;
  boolean retractable;
  boolean filter = true;
  boolean group = true;
  boolean defaultsToFirst;
  boolean searchedInRecords;

  private EntryOptions(String name) {
    this.name = name;
  }

  static EntryOptions createFor(String name, Option... options) {
    EntryOptions values = new EntryOptions(name);
    for (Option option : options) {
      option.apply(values);
    }
    return values;
  }
}
