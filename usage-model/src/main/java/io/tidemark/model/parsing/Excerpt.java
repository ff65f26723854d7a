/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonText;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.privacy.PrivacyOptions;
import io.tidemark.model.schema.Limits;
import java.util.Arrays;

/**
 * The parts of a rejected record that its format reads, as a record of the same format: no prompt,
 * no answer, nothing else that came along. The same format reads the excerpt as it reads the
 * record, so that a replay of it counts the same.
 *
 * <p>While it copies it notes which tenant the record names, also in a record that turns out to be
 * broken further on. Made for one rejection.
 */
public final class Excerpt {

  private final PrivacyOptions privacy;
  private final JsonReader json = new JsonReader();
  private byte[] record;
  private int base;
  private byte[] out = new byte[1024];
  private int used;
  private boolean broken;
  private String tenant;
  private int tenantRank = Integer.MAX_VALUE;

  public Excerpt(PrivacyOptions privacy) {
    this.privacy = privacy;
  }

  /** Copies a whole record. */
  public void copy(byte[] whole, Part part) {
    copy(whole, 0, whole.length, part);
  }

  /** As above, for formats that read bytes that are not UTF-8 as replacement characters. */
  public void copyReplaced(byte[] whole, Part part) {
    int before = used;
    copy(InvalidUtf8.replaceInvalid(whole), part);
    if (broken) {
      used = before;
      write(whole, 0, whole.length);
    }
  }

  /** Copies an object that the record holds as text; null when the text is none. */
  public String embedded(String text, Part part) {
    Excerpt excerpt = new Excerpt(privacy);
    excerpt.copy(text.getBytes(UTF_8), part);
    if (excerpt.tenant != null) {
      claimTenant(excerpt.tenantRank, excerpt.tenant);
    }
    return excerpt.isParsed() ? new String(excerpt.payload(), UTF_8) : null;
  }

  /**
   * Copies one value of a record, which stands from {@code start} to {@code end}. One that is not
   * valid JSON is copied as it is.
   */
  public void copy(byte[] whole, int start, int end, Part part) {
    int before = used;
    record = whole;
    base = start;
    json.open(whole, start, end);
    part.copy(this);
    if (!json.finish()) {
      broken = true;
      used = before;
      write(whole, start, end);
    }
  }

  /** Notes who a record belongs to; of several claims the one with the lowest rank counts. */
  public void claimTenant(int rank, String name) {
    boolean usable = name != null && !name.isEmpty() && rank <= tenantRank;
    if (usable && name.codePointCount(0, name.length()) <= Limits.MAX_TEXT_CHARACTERS) {
      tenant = name;
      tenantRank = rank;
    }
  }

  /** Writes JSON as it is. */
  public void raw(String literal) {
    byte[] bytes = literal.getBytes(UTF_8);
    write(bytes, 0, bytes.length);
  }

  /** Writes a text. */
  public void text(String value) {
    raw(JsonText.quote(value));
  }

  /** Writes the text that begins at {@code start} of a record, behind its quote, cut. */
  public void textOf(byte[] whole, int start, int maxCharacters) {
    write('"');
    write(whole, start, JsonText.findCut(whole, start, maxCharacters));
    write('"');
  }

  /** Adds a text to the object that was written last. */
  public void addField(String name, String value) {
    used--;
    raw((out[used - 1] == '{' ? "" : ",") + JsonText.quote(name) + ":");
    text(value);
    write('}');
  }

  /** The excerpt; bytes of the record that may hold anything unless {@link #isParsed()}. */
  public byte[] payload() {
    return Arrays.copyOf(out, used);
  }

  /** Whether all that was copied is valid JSON, so that nothing is kept that is not read. */
  public boolean isParsed() {
    return !broken;
  }

  /** The tenant that the record names, or null. */
  public String tenant() {
    return tenant;
  }

  /** Stands at the value that a part is to copy. */
  public JsonReader reader() {
    return json;
  }

  /** The rules for texts and addresses. */
  public PrivacyOptions privacy() {
    return privacy;
  }

  /** Writes the value of the reader's text, cut. */
  public void textAtHand(int maxCharacters) {
    textOf(record, base + json.start(), maxCharacters);
  }

  /** Writes a value from {@code start} of the reader up to where it stands, as it is. */
  public void valueFrom(int start) {
    write(record, base + start, base + json.position());
  }

  /** The bytes from {@code start} of the reader up to where it stands, as text. */
  public String sourceFrom(int start) {
    return new String(record, base + start, json.position() - start, UTF_8);
  }

  /**
   * Writes the smallest value of the type of the current value, in place of one that is not read.
   */
  public void kindAtHand() {
    raw(
        switch (json.type()) {
          case JsonType.TEXT -> "\"\"";
          case JsonType.OBJECT -> "{}";
          case JsonType.ARRAY -> "[]";
          case JsonType.TRUE -> "true";
          case JsonType.FALSE -> "false";
          case JsonType.NULL -> "null";
          default -> "0";
        });
  }

  void write(char c) {
    room(1);
    out[used++] = (byte) c;
  }

  private void write(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, out, used, to - from);
    used += to - from;
  }

  private void room(int more) {
    if (used + more > out.length) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, used + more));
    }
  }
}
