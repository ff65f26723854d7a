/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.schema.Limits;
import java.util.HashSet;
import java.util.Set;

/**
 * An object whose members have names of the producer's choice. One more than allowed is copied, so
 * that too many stay too many.
 */
final class EntriesPart implements Part {

  private final Part value;
  private final int max;

  EntriesPart(Part value, int max) {
    this.value = value;
    this.max = max;
  }

  @Override
  public void copy(Excerpt excerpt) {
    JsonReader json = excerpt.reader();
    if (!json.enterObject()) {
      Parts.nothing().copy(excerpt);
      return;
    }
    excerpt.write('{');
    Set<String> names = new HashSet<>();
    boolean first = true;
    while (json.nextField()) {
      if (isLeftOut(json, names)) {
        json.skipValue();
        continue;
      }
      if (!first) {
        excerpt.write(',');
      }
      first = false;
      excerpt.textAtHand(Limits.MAX_TEXT_CHARACTERS + 1);
      excerpt.write(':');
      value.copy(excerpt);
    }
    excerpt.write('}');
  }

  /** A name that came before is copied again: the later value may replace the earlier one. */
  private boolean isLeftOut(JsonReader json, Set<String> names) {
    String name = json.text();
    if (names.contains(name)) {
      return false;
    }
    if (names.size() > max) {
      return true;
    }
    names.add(name);
    return false;
  }
}
