/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.request;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.json.InvalidUtf8;
import io.tidemark.model.json.JsonReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Cuts a body into items: one JSON object, an array of them, or one a line. The content decides,
 * not the content type, because senders label all three as JSON. A damaged item stays one item.
 */
public final class Items {

  /** Bytes of heap of an array without its content, and of its place in a list. */
  private static final int BYTES_OF_ARRAY = 32;

  private final int maxItems;

  public Items(int maxItems) {
    this.maxItems = maxItems;
  }

  /**
   * Reserves what dividing a body takes.
   *
   * @param share of the request, which holds the body and a copy of it
   * @param lists how often a list is copied out of the body first
   */
  public static void reserveMemory(byte[] body, int lists, RequestMemory.Share share) {
    long readable = InvalidUtf8.replacedLength(body);
    long replaced = readable > body.length ? readable : 0;
    // The body, its readable form, the copy of its reader, and the items.
    long most = body.length + replaced + readable + readable + lists * readable;
    share.reserve(most - 2L * body.length);
  }

  /** Bytes of heap that items take. */
  public static long countBytes(List<byte[]> items) {
    return items.stream().mapToLong(item -> BYTES_OF_ARRAY + item.length).sum();
  }

  /**
   * The items of a body.
   *
   * @throws IntakeException when it is empty, has too many items, or cannot be divided
   */
  public List<byte[]> splitBody(byte[] body) {
    int start = firstByte(body);
    if (start == body.length) {
      throw IntakeException.createError(400, "The body is empty.");
    }
    List<byte[]> items = body[start] == '[' ? splitElements(body) : splitObjects(body, start);
    if (items.size() > maxItems) {
      throw tooMany();
    }
    return items;
  }

  /**
   * The items of a body that is, or consists of, answers with a list of items each.
   *
   * @param unwrap the list of an answer as an array; anything else as it is
   * @throws IntakeException as of {@link #splitBody(byte[])}
   */
  public List<byte[]> splitBody(byte[] body, UnaryOperator<byte[]> unwrap) {
    byte[] list = unwrap.apply(body);
    if (list != body) {
      return splitBody(list);
    }
    List<byte[]> items = new ArrayList<>();
    for (byte[] item : splitBody(body)) {
      byte[] inner = unwrap.apply(item);
      items.addAll(inner == item ? List.of(item) : splitBody(inner));
      if (items.size() > maxItems) {
        throw tooMany();
      }
    }
    return items;
  }

  private IntakeException tooMany() {
    return IntakeException.createError(413, "The body has more than " + maxItems + " items.");
  }

  private static int firstByte(byte[] body) {
    boolean marked =
        body.length >= 3
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    int at = marked ? 3 : 0;
    while (at < body.length && isBlank(body[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private List<byte[]> splitElements(byte[] body) {
    JsonReader json = new JsonReader();
    DamagedItems array = new DamagedItems(List.of());
    if (!array.open(json, body)) {
      int status = array.isTooDamaged() ? 413 : 400;
      throw IntakeException.createError(status, "The body is " + json.failure() + ".");
    }
    List<byte[]> items = new ArrayList<>();
    json.enterArray();
    while (json.nextElement()) {
      int start = json.position();
      json.skipValue();
      int end = array.endOf(start, json.position());
      items.add(Arrays.copyOfRange(array.source(), start, end));
      if (items.size() > maxItems) {
        throw tooMany();
      }
    }
    for (int i = 0; i < array.emptyItems() && items.size() <= maxItems; i++) {
      items.add(new byte[0]);
    }
    return items;
  }

  /** One object over many lines, else one a line. */
  private List<byte[]> splitObjects(byte[] body, int start) {
    List<byte[]> lines = isValue(body) ? List.of() : splitLines(body, start);
    boolean perLine = lines.size() > 1 && (beginObjects(lines) || standAlone(lines));
    return perLine ? lines : List.of(Arrays.copyOfRange(body, start, body.length));
  }

  private static boolean isValue(byte[] document) {
    JsonReader json = new JsonReader();
    json.open(InvalidUtf8.replaceInvalid(document));
    return json.skipValue() && json.finish();
  }

  private static boolean beginObjects(List<byte[]> lines) {
    return lines.stream().allMatch(Items::beginsObject);
  }

  /** An object over many lines begins in the first one, and does not end there. */
  private static boolean standAlone(List<byte[]> lines) {
    return beginsObject(lines.get(0))
        ? isObject(lines.get(0))
        : lines.stream().anyMatch(Items::isObject);
  }

  private static boolean beginsObject(byte[] line) {
    return line[0] == '{';
  }

  private static boolean isObject(byte[] line) {
    return beginsObject(line) && isValue(line);
  }

  private List<byte[]> splitLines(byte[] body, int start) {
    List<byte[]> lines = new ArrayList<>();
    int at = start;
    while (at < body.length) {
      int end = at;
      while (end < body.length && body[end] != '\n') {
        end++;
      }
      int first = at;
      while (first < end && isBlank(body[first])) {
        first++;
      }
      int last = end;
      while (last > first && isBlank(body[last - 1])) {
        last--;
      }
      if (last > first) {
        lines.add(Arrays.copyOfRange(body, first, last));
      }
      if (lines.size() > maxItems) {
        throw tooMany();
      }
      at = end + 1;
    }
    return lines;
  }
}
