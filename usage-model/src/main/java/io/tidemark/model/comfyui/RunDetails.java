/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The texts of a run that are no dimensions; null when no step said them.
 *
 * @param context audit context
 */
public record RunDetails(
    String taskId,
    String errorType,
    String errorMessage,
    String nodeId,
    Map<String, String> context) {

  /** Texts before the context. */
  static final int TEXTS = 4;

  /** Reads what {@link #pack} wrote. */
  static RunDetails unpack(byte[] packed) {
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    return readTexts(bytes).withContext(readContext(bytes, Integer.MAX_VALUE));
  }

  /** Reads the texts, without a context. */
  static RunDetails readTexts(ByteBuffer bytes) {
    return new RunDetails(
        PackedTexts.next(bytes),
        PackedTexts.next(bytes),
        PackedTexts.next(bytes),
        PackedTexts.next(bytes),
        Map.of());
  }

  RunDetails withContext(Map<String, String> entries) {
    return new RunDetails(taskId, errorType, errorMessage, nodeId, entries);
  }

  /** Reads as many entries as there are, but no more than {@code entries}. */
  static Map<String, String> readContext(ByteBuffer bytes, int entries) {
    if (entries == 0 || !bytes.hasRemaining()) {
      return Map.of();
    }
    Map<String, String> context = new LinkedHashMap<>();
    for (int i = 0; i < entries && bytes.hasRemaining(); i++) {
      context.put(PackedTexts.next(bytes), PackedTexts.next(bytes));
    }
    return context;
  }

  void packTextsInto(PackedTexts packed) {
    packed.add(taskId);
    packed.add(errorType);
    packed.add(errorMessage);
    packed.add(nodeId);
  }

  void packContextInto(PackedTexts packed) {
    context.forEach(packed::addEntry);
  }

  byte[] pack() {
    PackedTexts packed = new PackedTexts(0);
    packTextsInto(packed);
    packContextInto(packed);
    return packed.toBytes();
  }

  /**
   * These details with what a step says.
   *
   * @param which a bit for each text to take
   * @param isEnd whether the entries of the step go before the known ones
   */
  RunDetails replaceTexts(RunDetails step, int which, boolean isEnd) {
    return new RunDetails(
        (which & 1) != 0 ? step.taskId : taskId,
        (which & 2) != 0 ? step.errorType : errorType,
        (which & 4) != 0 ? step.errorMessage : errorMessage,
        (which & 8) != 0 ? step.nodeId : nodeId,
        mergeContext(step.context, isEnd));
  }

  private Map<String, String> mergeContext(Map<String, String> more, boolean isEnd) {
    if (more.isEmpty()) {
      return context;
    }
    Map<String, String> all = new LinkedHashMap<>(context);
    more.forEach(
        (name, value) -> {
          if (isEnd || !all.containsKey(name)) {
            all.put(name, value);
          }
        });
    return all;
  }
}
