/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the steps of a run say about it in words. Where they disagree rank decides, not arrival: the
 * end over the start over the submission.
 */
final class RunTexts {

  /**
   * Texts that a run keeps. The first six and the last are dimensions, in the order of documents.
   * State holds them in this order: later ones follow the others.
   */
  enum Text {
    TENANT_ID,
    USER_ID,
    API_KEY_ID,
    WORKFLOW_ID,
    WORKFLOW_NAME,
    SOURCE,
    TASK_ID,
    ERROR_TYPE,
    ERROR_MESSAGE,
    NODE_ID,
    PROJECT_ID;

    private static final int COUNT = values().length;

    /** How many of them builds knew before there were projects. */
    private static final int WITHOUT_PROJECT = COUNT - 1;
  }

  private static final int RANK_BITS = 2;
  private static final int RANK = (1 << RANK_BITS) - 1;

  private final String[] texts = new String[Text.COUNT];
  private int ranks;

  void take(ComfyuiStep step, int rank) {
    take(Text.TENANT_ID, step.tenantId, rank);
    take(Text.TASK_ID, step.taskId, rank);
    take(Text.USER_ID, step.userId, rank);
    take(Text.API_KEY_ID, step.apiKeyId, rank);
    take(Text.WORKFLOW_ID, step.workflowId, rank);
    take(Text.WORKFLOW_NAME, step.workflowName, rank);
    take(Text.SOURCE, step.source, rank);
    take(Text.ERROR_TYPE, step.errorType, rank);
    take(Text.ERROR_MESSAGE, step.errorMessage, rank);
    take(Text.NODE_ID, step.nodeId, rank);
    take(Text.PROJECT_ID, step.projectId, rank);
  }

  @SuppressWarnings("EnumOrdinal") // Indexes arrays of this object only.
  private void take(Text text, String value, int rank) {
    int at = text.ordinal();
    if (value != null && rank > rank(at)) {
      texts[at] = value;
      rank(at, rank);
    }
  }

  /** The text; null when no step said it. */
  @SuppressWarnings("EnumOrdinal") // Indexes arrays of this object only.
  String get(Text text) {
    return texts[text.ordinal()];
  }

  void copyTo(RunTexts copy) {
    System.arraycopy(texts, 0, copy.texts, 0, Text.COUNT);
    copy.ranks = ranks;
  }

  /** The step that each text is from, two bits a text. */
  int ranks() {
    return ranks;
  }

  /** Whether the project follows the other texts; without one, it is packed as before. */
  boolean hasProject() {
    return get(Text.PROJECT_ID) != null;
  }

  void packInto(PackedTexts packed) {
    int count = hasProject() ? Text.COUNT : Text.WITHOUT_PROJECT;
    for (int i = 0; i < count; i++) {
      packed.add(texts[i]);
    }
  }

  void unpack(int packedRanks, boolean withProject, ByteBuffer packed) {
    ranks = packedRanks;
    int count = withProject ? Text.COUNT : Text.WITHOUT_PROJECT;
    for (int i = 0; i < count; i++) {
      texts[i] = PackedTexts.next(packed);
    }
  }

  /** Reads what an earlier build wrote: each text behind its rank. */
  void readFrom(DataInput in) throws IOException {
    ranks = 0;
    for (int i = 0; i < Text.WITHOUT_PROJECT; i++) {
      rank(i, in.readByte());
      texts[i] = rank(i) == 0 ? null : in.readUTF();
    }
  }

  private int rank(int text) {
    return (ranks >>> (text * RANK_BITS)) & RANK;
  }

  private void rank(int text, int rank) {
    int shift = text * RANK_BITS;
    ranks = (ranks & ~(RANK << shift)) | (rank << shift);
  }
}
