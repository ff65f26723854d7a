/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import io.tidemark.model.json.JsonFields;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.privacy.DescriptiveText;
import io.tidemark.model.schema.Limits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kinds of parts. Where a record holds another kind of value than a part expects, the excerpt
 * holds an empty value of that kind, so that it is rejected for the same reason.
 */
public final class Parts {

  /** One character more than is allowed, so that a text too long stays too long. */
  private static final Part IDENTIFIER = text(Limits.MAX_TEXT_CHARACTERS + 1);

  private static final Part REQUEST_ID = text(Limits.MAX_ID_BYTES + 1);

  private Parts() {}

  /** An identifier, a number, a time, a truth value. */
  public static Part identifier() {
    return IDENTIFIER;
  }

  /** As {@link #identifier()}; texts are cut at {@code maxCharacters}. */
  public static Part text(int maxCharacters) {
    return excerpt -> {
      JsonReader json = excerpt.reader();
      int start = json.position();
      if (json.readValue()) {
        scalar(excerpt, start, maxCharacters);
      }
    };
  }

  private static void scalar(Excerpt excerpt, int start, int maxCharacters) {
    switch (excerpt.reader().type()) {
      case JsonType.TEXT -> excerpt.textAtHand(maxCharacters);
      case JsonType.OBJECT, JsonType.ARRAY -> excerpt.kindAtHand();
      default -> excerpt.valueFrom(start);
    }
  }

  /** The id of a request, which may be long. */
  public static Part requestId() {
    return REQUEST_ID;
  }

  /** An object, or the text of one, which is copied as an object. */
  public static Part objectOrText(Part object) {
    return valueOrText(object, "{");
  }

  /** An array of such parts, or the text of one, which is copied as an array. */
  public static Part arrayOrText(Part element) {
    return valueOrText(array(element), "[");
  }

  private static Part valueOrText(Part value, String opening) {
    return excerpt -> {
      JsonReader json = excerpt.reader();
      if (json.buffer()[json.position()] != '"') {
        value.copy(excerpt);
      } else if (json.readValue()) {
        String text = excerpt.embedded(json.text(), value);
        excerpt.raw(text == null || !text.startsWith(opening) ? "\"\"" : text);
      }
    };
  }

  /** The text that names the tenant; of several names the one with the lowest rank counts. */
  public static Part tenant(int rank) {
    return excerpt -> {
      IDENTIFIER.copy(excerpt);
      excerpt.claimTenant(rank, excerpt.reader().failed() ? null : excerpt.reader().text());
    };
  }

  /** As {@link #tenant}, in a place where a number or a truth value counts as text. */
  public static Part scalarTenant(int rank) {
    Part tenant = tenant(rank);
    return excerpt -> {
      JsonReader json = excerpt.reader();
      int start = json.position();
      tenant.copy(excerpt);
      boolean scalar =
          switch (json.type()) {
            case JsonType.INTEGER, JsonType.DECIMAL, JsonType.TRUE, JsonType.FALSE -> true;
            default -> false;
          };
      if (scalar && !json.failed()) {
        excerpt.claimTenant(rank, excerpt.sourceFrom(start));
      }
    };
  }

  /** The address of a client. */
  public static Part address() {
    return excerpt -> {
      JsonReader json = excerpt.reader();
      if (!json.readValue()) {
        return;
      }
      if (json.type() == JsonType.TEXT && json.length() > 0) {
        excerpt.text(excerpt.privacy().replayableAddress(json.text()));
      } else {
        excerpt.kindAtHand();
      }
    };
  }

  /** A part that is left empty when the texts of its kind are dropped. */
  public static Part unlessDropped(DescriptiveText text, Part part) {
    return excerpt -> (excerpt.privacy().keeps(text) ? part : nothing()).copy(excerpt);
  }

  /** A value of which only the kind is read. */
  public static Part nothing() {
    return excerpt -> {
      if (excerpt.reader().readValue()) {
        excerpt.kindAtHand();
      }
    };
  }

  /** An object with some members of any name, each a scalar. */
  public static Part entries(int max) {
    return new EntriesPart(IDENTIFIER, max);
  }

  /** An object whose members all are such parts, whatever their names. */
  public static Part members(Part part) {
    return new EntriesPart(part, Integer.MAX_VALUE);
  }

  /** An array of such parts. */
  public static Part array(Part element) {
    return excerpt -> {
      JsonReader json = excerpt.reader();
      if (!json.enterArray()) {
        nothing().copy(excerpt);
        return;
      }
      excerpt.write('[');
      for (int i = 0; json.nextElement(); i++) {
        if (i > 0) {
          excerpt.write(',');
        }
        element.copy(excerpt);
      }
      excerpt.write(']');
    };
  }

  /** An array whose elements differ by place; those after the last part are left out. */
  public static Part tuple(Part... parts) {
    return excerpt -> {
      JsonReader json = excerpt.reader();
      if (!json.enterArray()) {
        nothing().copy(excerpt);
        return;
      }
      excerpt.write('[');
      for (int i = 0; json.nextElement(); i++) {
        if (i >= parts.length) {
          json.skipValue();
          continue;
        }
        if (i > 0) {
          excerpt.write(',');
        }
        parts[i].copy(excerpt);
      }
      excerpt.write(']');
    };
  }

  /** One such part, or an array of them. */
  public static Part oneOrMany(Part part) {
    Part many = array(part);
    return excerpt -> {
      JsonReader json = excerpt.reader();
      boolean array = json.buffer()[json.position()] == '[';
      (array ? many : part).copy(excerpt);
    };
  }

  /**
   * A value that becomes a tag as it stands. An object or array too long for a tag becomes a text
   * with the characters that the tag would have.
   */
  public static Part tag() {
    return excerpt -> {
      JsonReader json = excerpt.reader();
      int start = json.position();
      if (!json.readValue()) {
        return;
      }
      if (!excerpt.privacy().keeps(DescriptiveText.TAGS)) {
        excerpt.raw("null");
      } else if (json.type() == JsonType.OBJECT || json.type() == JsonType.ARRAY) {
        structure(excerpt, start);
      } else {
        scalar(excerpt, start, Limits.MAX_TEXT_CHARACTERS);
      }
    };
  }

  private static void structure(Excerpt excerpt, int start) {
    String source = excerpt.sourceFrom(start);
    int max = Limits.MAX_TEXT_CHARACTERS;
    if (source.codePointCount(0, source.length()) <= max) {
      excerpt.raw(source);
    } else {
      excerpt.text(source.substring(0, source.offsetByCodePoints(0, max)));
    }
  }

  /** An object with these members. */
  public static Part object(Map<String, Part> members) {
    return new ObjectPart(members);
  }

  /** The fields of an object: identifiers, but for those that {@code others} has by their paths. */
  public static Part fields(JsonFields fields, Map<String, Part> others) {
    Map<String, Part> byPath = new LinkedHashMap<>();
    for (int slot = 0; slot < fields.count(); slot++) {
      String path = fields.path(slot);
      byPath.put(path, others.getOrDefault(path, IDENTIFIER));
    }
    return paths(byPath);
  }

  /** An object with parts at paths such as {@code metadata/user_agent}. */
  public static Part paths(Map<String, Part> byPath) {
    return ObjectPart.ofPaths(byPath);
  }
}
