/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.parsing.EventTexts;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The texts that the steps of a run report. Where they disagree rank decides, not arrival: the end
 * over the start over the submission.
 */
final class RunTexts {

  private static final int SOURCE = StepText.SOURCE.index();
  private static final int FIRST_DETAIL = StepText.TASK_ID.index();
  private static final int PROJECT = StepText.PROJECT_ID.index();
  private static final int TEXTS = StepText.listAll().size();

  private static final int RANK_BITS = 2;
  private static final int RANK = (1 << RANK_BITS) - 1;

  private RunGroup group;
  private byte[] details;
  private int ranks;

  // Details of a step that differ. Most of them complete their run, which then needs none at all.
  private byte[] later;
  private int laterTexts;
  private boolean laterIsEnd;

  /** A bit for each text that a step says. */
  static int findSaid(EventTexts texts) {
    int said = 0;
    for (int i = 0; i < TEXTS; i++) {
      said |= texts.has(i) ? 1 << i : 0;
    }
    return said;
  }

  void take(StepRow step, int rank) {
    settleDetails();
    int taken = raiseRanks(step.said, rank);
    group = group == null ? step.group : group.replaceTexts(step.group, dimensionsOf(taken));
    if (details == null) {
      details = Arrays.copyOfRange(step.buffer, step.detailsStart, step.end);
    } else if (!Arrays.equals(
        details, 0, details.length, step.buffer, step.detailsStart, step.end)) {
      later = Arrays.copyOfRange(step.buffer, step.detailsStart, step.end);
      laterTexts = taken >>> FIRST_DETAIL;
      laterIsEnd = step.step.isEnd();
    }
  }

  private void settleDetails() {
    if (later != null) {
      details =
          RunDetails.unpack(details)
              .replaceTexts(RunDetails.unpack(later), laterTexts, laterIsEnd)
              .pack();
      later = null;
    }
  }

  /** Gives the rank to the texts that it is above; returns a bit for each of them. */
  private int raiseRanks(int said, int rank) {
    int raised = 0;
    for (int rest = said; rest != 0; rest &= rest - 1) {
      int text = Integer.numberOfTrailingZeros(rest);
      if (rank > (ranks >>> (text * RANK_BITS) & RANK)) {
        setRank(text, rank);
        raised |= 1 << text;
      }
    }
    return raised;
  }

  private void setRank(int text, int rank) {
    int shift = text * RANK_BITS;
    ranks = (ranks & ~(RANK << shift)) | (rank << shift);
  }

  /** The bits of dimensions, in the order of a group. */
  private static int dimensionsOf(int texts) {
    return (texts & ((1 << FIRST_DETAIL) - 1)) | ((texts >>> PROJECT) & 1) << FIRST_DETAIL;
  }

  /** The dimensions; null where a complete run was kept without its words. */
  RunGroup group() {
    return group;
  }

  /** The packed {@link RunDetails}; null where a complete run was kept without its words. */
  byte[] details() {
    settleDetails();
    return details;
  }

  /** The step that each text is from, two bits a text. */
  int ranks() {
    return ranks;
  }

  void set(int knownRanks, RunGroup knownGroup, byte[] knownDetails) {
    ranks = knownRanks;
    group = knownGroup;
    details = knownDetails;
    later = null;
  }

  /** Whether the project follows the other texts; without one, it is packed as before. */
  boolean hasProject() {
    return group != null && group.projectId() != null;
  }

  /** Packs the texts, and after them the entries of the context. */
  void packInto(PackedTexts packed) {
    RunDetails known = RunDetails.unpack(details());
    for (int i = 0; i < FIRST_DETAIL; i++) {
      boolean byDefault = i == SOURCE && (ranks >>> (SOURCE * RANK_BITS) & RANK) == 0;
      packed.add(byDefault ? null : group.text(i));
    }
    known.packTextsInto(packed);
    if (hasProject()) {
      packed.add(group.projectId());
    }
    known.packContextInto(packed);
  }

  /** Packs texts of which none is known. */
  static void packNothingInto(PackedTexts packed) {
    for (int i = 0; i < PROJECT; i++) {
      packed.add(null);
    }
  }

  void unpack(int packedRanks, boolean withProject, int entries, ByteBuffer packed) {
    String[] dimensions = new String[RunGroup.DIMENSIONS];
    for (int i = 0; i < FIRST_DETAIL; i++) {
      dimensions[i] = PackedTexts.next(packed);
    }
    RunDetails known = RunDetails.readTexts(packed);
    dimensions[FIRST_DETAIL] = withProject ? PackedTexts.next(packed) : null;
    known = known.withContext(RunDetails.readContext(packed, entries));
    setKnown(packedRanks, dimensions, known);
  }

  /** Reads what an earlier build wrote: each text behind its rank. */
  void readFrom(DataInput in) throws IOException {
    ranks = 0;
    String[] texts = new String[PROJECT];
    for (int i = 0; i < PROJECT; i++) {
      setRank(i, in.readByte());
      texts[i] = (ranks >>> (i * RANK_BITS) & RANK) == 0 ? null : in.readUTF();
    }
    RunDetails known = new RunDetails(texts[6], texts[7], texts[8], texts[9], Map.of());
    setKnown(ranks, Arrays.copyOf(texts, FIRST_DETAIL), known);
  }

  /** Adds the context that an earlier build wrote behind all else. */
  void addContext(Map<String, String> context) {
    if (details() != null) {
      details = RunDetails.unpack(details).withContext(context).pack();
    }
  }

  private void setKnown(int knownRanks, String[] dimensions, RunDetails known) {
    boolean none = knownRanks == 0;
    set(knownRanks, none ? null : RunGroup.of(dimensions), none ? null : known.pack());
  }
}
