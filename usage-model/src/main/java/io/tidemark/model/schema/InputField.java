/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * A field of the native JSON event of a workload.
 *
 * @param name its own name, which wins over its aliases
 * @param aliases other names for the same value; an earlier one wins over a later one
 * @param limit the greatest number, the most characters of a text, the most bytes of a long
 *     identifier, or the most entries of an object; {@link Long#MAX_VALUE} where the type limits it
 * @param choices the values of a {@link InputType#CHOICE}; else empty
 * @param defaultValue the value that counts when the field is absent; null for none
 * @param example a value for documentation; null where the type says enough
 */
public record InputField(
    String name,
    InputType type,
    boolean required,
    long limit,
    List<String> aliases,
    List<String> choices,
    String defaultValue,
    String example) {

  public InputField {
    aliases = List.copyOf(aliases);
    choices = List.copyOf(choices);
  }

  /** Its own name and its aliases, best first. */
  public List<String> names() {
    return Stream.concat(Stream.of(name), aliases.stream()).toList();
  }

  static InputField fromOptions(EntryOptions options, InputType type) {
    List<String> choices = options.choices;
    InputType actual = choices.isEmpty() ? type : InputType.CHOICE;
    return new InputField(
        options.name,
        actual,
        options.required,
        options.limit > 0 ? options.limit : actual.limit(),
        options.aliases,
        choices,
        options.defaultsToFirst ? choices.get(0) : null,
        options.example);
  }
}
