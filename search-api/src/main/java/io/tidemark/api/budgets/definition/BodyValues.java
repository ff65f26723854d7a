/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import io.tidemark.api.settings.SettingFault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Numbers and lists of an object of a body. */
public final class BodyValues {

  /** Sums are exact up to 2^53, which has 16 digits. */
  private static final Pattern AMOUNT = Pattern.compile("[0-9]{1,15}(\\.[0-9]{1,6})?");

  private final String entry;
  private final JsonNode object;

  public BodyValues(String entry, JsonNode object) {
    this.entry = entry;
    this.object = object;
  }

  private String entryOf(String name) {
    return entry.isEmpty() ? name : entry + '.' + name;
  }

  /** A decimal above 0, as text or as a number. */
  public BigDecimal requireAmount(String name) {
    JsonNode value = object.path(name);
    String text = value.isString() ? value.asString() : "";
    if (value.isNumber()) {
      text = value.decimalValue().toPlainString();
    }
    if (value.isMissingNode()) {
      throw new SettingFault(entryOf(name), "This member is missing.");
    }
    if (!AMOUNT.matcher(text).matches()) {
      throw new SettingFault(
          entryOf(name), "This must be an amount such as \"50000\" or \"12.50\".");
    }
    BigDecimal amount = new BigDecimal(text);
    if (amount.signum() <= 0) {
      throw new SettingFault(entryOf(name), "The amount must be greater than 0.");
    }
    return amount;
  }

  /** A whole number; empty when it is absent or null. */
  Optional<Integer> readNumber(String name, int least, int most) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.asInt() < least
        || value.asInt() > most) {
      throw new SettingFault(
          entryOf(name), "This must be a whole number from " + least + " to " + most + ".");
    }
    return Optional.of(value.asInt());
  }

  /** The items of a list; empty when it is absent or null. */
  List<JsonNode> readList(String name, int most) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray() || value.size() > most) {
      throw new SettingFault(entryOf(name), "This must be a list of at most " + most + " items.");
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  /** Texts of a list, each once. */
  List<String> readTexts(String name, int longest, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : readList(name, most)) {
      if (!item.isString() || item.asString().isBlank() || item.asString().length() > longest) {
        throw new SettingFault(
            entryOf(name), "These must be texts of 1 to " + longest + " characters.");
      }
      if (texts.contains(item.asString())) {
        throw new SettingFault(entryOf(name), "One of these occurs twice.");
      }
      texts.add(item.asString());
    }
    return List.copyOf(texts);
  }
}
