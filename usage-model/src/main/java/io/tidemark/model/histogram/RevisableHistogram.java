/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import io.tidemark.model.json.JsonWriter;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/**
 * A histogram of durations that can be taken back. All of it is exact but for the least and the
 * greatest after more than {@value RetractableMinimum#KEPT} of the least or greatest have been
 * taken back: then the edge of the bin takes their place.
 *
 * <p>The last changes are kept as they came and are folded together: most groups have few runs in a
 * window, and a change that is appended touches two objects in place of ten. Reading never folds,
 * because a snapshot may be written while another thread reads.
 */
public final class RevisableHistogram implements DurationHistogram {

  /** Changes that are kept before they are folded. */
  static final int MAX_CHANGES = 32;

  private static final int FIRST_ROOM = 4;
  private static final long[] NO_CHANGES = {};

  /** The first byte where changes follow. Else it is a truth value: whether there is nothing. */
  private static final byte CHANGES_ONLY = 2;

  /** The first byte where changes follow, and then what was folded. */
  private static final byte CHANGES_AND_FOLDED = 3;

  /** Durations that were added; of one that was taken back all bits are turned. */
  private long[] changes = NO_CHANGES;

  private int used;

  /** Null before the first changes are folded. */
  private FoldedDurations folded;

  @Override
  public void add(long millis) {
    if (millis >= 0) {
      append(millis);
    }
  }

  /** Takes back one duration, which a part that is added later may hold. */
  @Override
  public void remove(long millis) {
    if (millis >= 0) {
      append(~millis);
    }
  }

  @Override
  public void merge(DurationHistogram other) {
    add((RevisableHistogram) other);
  }

  /** Adds all of another histogram, which stays as it is. */
  public void add(RevisableHistogram other) {
    if (other.folded != null) {
      fold();
      folded.add(other.folded);
    }
    for (int i = 0; i < other.used; i++) {
      append(other.changes[i]);
    }
  }

  @Override
  public void writeField(String name, JsonWriter json) {
    FoldedDurations all = folded;
    if (used > 0 || all == null) {
      all = new FoldedDurations();
      if (folded != null) {
        all.add(folded);
      }
      foldInto(all);
    }
    all.writeField(name, json);
  }

  @Override
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(folded == null ? CHANGES_ONLY : CHANGES_AND_FOLDED);
    out.writeByte(used);
    for (int i = 0; i < used; i++) {
      out.writeLong(changes[i]);
    }
    if (folded != null) {
      folded.writeTo(out);
    }
  }

  /** Reads what {@link #writeTo} wrote, or what builds wrote that folded each change. */
  @Override
  public void readFrom(DataInput in) throws IOException {
    byte form = in.readByte();
    boolean hasChanges = form == CHANGES_ONLY || form == CHANGES_AND_FOLDED;
    readChanges(hasChanges ? in.readByte() : 0, in);
    folded = null;
    if (form != CHANGES_ONLY) {
      boolean empty = hasChanges ? in.readBoolean() : form != 0;
      folded = FoldedDurations.read(empty, in);
    }
  }

  private void readChanges(int count, DataInput in) throws IOException {
    if (count < 0 || count > MAX_CHANGES) {
      throw new EOFException(
          count + " changes of a histogram, at most " + MAX_CHANGES + " are kept");
    }
    used = count;
    changes = count == 0 ? NO_CHANGES : new long[count];
    for (int i = 0; i < count; i++) {
      changes[i] = in.readLong();
    }
  }

  private void append(long change) {
    if (used == MAX_CHANGES) {
      fold();
    }
    if (used == changes.length) {
      changes = Arrays.copyOf(changes, Math.max(FIRST_ROOM, Math.min(MAX_CHANGES, 2 * used)));
    }
    changes[used++] = change;
  }

  private void fold() {
    if (folded == null) {
      folded = new FoldedDurations();
    }
    foldInto(folded);
    used = 0;
  }

  private void foldInto(FoldedDurations target) {
    for (int i = 0; i < used; i++) {
      long change = changes[i];
      if (change >= 0) {
        target.add(change);
      } else {
        target.remove(~change);
      }
    }
  }
}
