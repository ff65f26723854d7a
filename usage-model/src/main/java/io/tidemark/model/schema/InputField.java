/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.List;

/**
 * A field of the native JSON event of a workload.
 *
 * @param name its own name, which wins over its aliases
 * @param aliases other names for the same value; an earlier one wins over a later one
 * @param choices the values of a {@link InputType#CHOICE}; else empty
 * @param defaultValue the value that counts when the field is absent; null for none
 * @param example a value for documentation; null where the type says enough
 */
public record InputField(
    String name,
    InputType type,
    boolean required,
    List<String> aliases,
    List<String> choices,
    String defaultValue,
    String example) {

  public InputField {
    aliases = List.copyOf(aliases);
    choices = List.copyOf(choices);
  }

  static InputField fromOptions(EntryOptions options, InputType type) {
    List<String> choices = options.choices;
    return new InputField(
        options.name,
        choices.isEmpty() ? type : InputType.CHOICE,
        options.required,
        options.aliases,
        choices,
        options.defaultsToFirst ? choices.get(0) : null,
        options.example);
  }
}
