/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.otlp;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Part;
import io.tidemark.model.privacy.ClientAddress;
import io.tidemark.model.privacy.PrivacyOptions;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Copies the attributes of a resource for each of its items. Long ones are shortened once, to the
 * last value of each attribute that is read: otherwise a record of a few MiB, with many items of
 * one resource, would take the square of its size.
 */
public final class ResourceAttributes {

  /** Attributes of more bytes are shortened. */
  private static final int LONG = 4096;

  /** Excerpts of the shortened ones decide about addresses and texts. */
  private static final PrivacyOptions ALL =
      new PrivacyOptions(ClientAddress.Policy.KEEP, "", Set.of());

  private final Set<String> wanted;
  private final Part attributes;
  private byte[] source;
  private int start;
  private byte[] shortened;

  /**
   * @param wanted the names of attributes that are read
   * @param attributes copies them
   */
  public ResourceAttributes(Set<String> wanted, Part attributes) {
    this.wanted = wanted;
    this.attributes = attributes;
  }

  /** Forgets the record that was read last. */
  public void clear() {
    source = null;
    shortened = null;
  }

  /** Copies the attributes of a resource, which stand from {@code from} to {@code to}. */
  public void copy(byte[] record, int from, int to, Excerpt excerpt) {
    if (to - from <= LONG) {
      excerpt.copy(record, from, to, attributes);
      return;
    }
    if (source != record || start != from) {
      source = record;
      start = from;
      shortened = shorten(record, from, to);
    }
    excerpt.copy(shortened, attributes);
  }

  private byte[] shorten(byte[] record, int from, int to) {
    ByteArrayOutputStream lasts = new ByteArrayOutputStream();
    lasts.write('[');
    for (int[] place : findLast(record, from, to).values()) {
      if (lasts.size() > 1) {
        lasts.write(',');
      }
      lasts.write(record, from + place[0], place[1] - place[0]);
    }
    lasts.write(']');
    Excerpt excerpt = new Excerpt(ALL);
    excerpt.copy(lasts.toByteArray(), attributes);
    return excerpt.payload();
  }

  /** Where the last attribute of each name stands that has a value. */
  private Map<String, int[]> findLast(byte[] record, int from, int to) {
    Map<String, int[]> last = new LinkedHashMap<>();
    JsonReader json = new JsonReader();
    json.open(record, from, to);
    new OtlpAttributes(json)
        .readEach(0, wanted, (name, place) -> last.put(name, new int[] {place, json.position()}));
    return last;
  }
}
