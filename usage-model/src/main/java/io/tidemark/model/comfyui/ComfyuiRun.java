/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.fingerprint.LittleEndian;
import io.tidemark.model.parsing.CheckedFields;
import java.io.DataInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that is known of one run, put together from its steps in any order. What steps say of the
 * same thing is settled by rank, not by arrival: the end over the start over the submission. Of two
 * different ends the first that arrives counts.
 */
public final class ComfyuiRun {

  /** Stands for a time that is not known. */
  public static final long UNKNOWN = CheckedFields.UNKNOWN;

  /** The meaning of a step for a run. */
  public enum Sighting {
    /** The run learned something: the step is counted. */
    FIRST,
    /** The same step again. */
    AGAIN,
    /** The same step at another time, or another end of a run that has one. */
    AGAIN_WITH_OTHER_CONTENT
  }

  private static final int ABANDONED = 1 << RunTimes.RANKS_BITS;
  private static final int LEVELS_NAME_USER = 2 << RunTimes.RANKS_BITS;
  private static final int TAKEN_OUT = 4 << RunTimes.RANKS_BITS;
  private static final int HAS_PROJECT = 8 << RunTimes.RANKS_BITS;

  /** Bytes before the texts of a packed run: ranks of texts, end, flags, times, entries. */
  private static final int PACKED_HEAD = Integer.BYTES + 2 + RunTimes.PACKED + 1;

  /** Bytes of a row: the id, times, ranks of texts, flags with ranks of times, end. */
  public static final int ROW_BYTES = 2 * Long.BYTES + RunTimes.ROW_BYTES + Long.BYTES;

  private static final int ROW_TIMES = 2 * Long.BYTES;
  private static final int ROW_HEAD = ROW_TIMES + RunTimes.ROW_BYTES;

  private final RunTexts texts = new RunTexts();
  private final RunTimes times = new RunTimes();
  private long idHigh;
  private long idLow;
  private RunStep end;
  private boolean abandoned;
  private boolean levelsNameUser;

  /** Whether it left the levels when it was abandoned. Earlier builds kept it there until then. */
  private boolean takenOut;

  /** Makes this a run of which nothing is known but its identity. */
  public void begin(long high, long low) {
    identify(high, low);
    texts.set(0, null, null);
    times.clear();
    end = null;
    abandoned = false;
    levelsNameUser = false;
    takenOut = false;
  }

  /** Sets the fingerprint of tenant and task; earlier builds kept it as the key of the state. */
  public void identify(long high, long low) {
    idHigh = high;
    idLow = low;
  }

  /** The upper half of the fingerprint of tenant and task. */
  public long idHigh() {
    return idHigh;
  }

  /** The lower half of the fingerprint of tenant and task. */
  public long idLow() {
    return idLow;
  }

  /** Takes a step. */
  public Sighting take(StepRow step) {
    int rank = step.step.rank();
    long known = times.stepTime(rank);
    if (known != UNKNOWN) {
      boolean same = known == step.eventTime && (!step.step.isEnd() || step.step == end);
      return same ? Sighting.AGAIN : Sighting.AGAIN_WITH_OTHER_CONTENT;
    }
    if (step.step.isEnd()) {
      end = step.step;
    }
    times.take(step, rank);
    texts.take(step, rank);
    return Sighting.FIRST;
  }

  /**
   * Closes a run that has started and has no end.
   *
   * @param maxMillis the longest time that a run may take
   * @return whether it was open
   */
  public boolean abandon(long maxMillis) {
    boolean open = end == null && startedAt() != UNKNOWN && !abandoned;
    if (open) {
      abandoned = true;
      takenOut = true;
      times.giveUpAt(startedAt() + maxMillis);
    }
    return open;
  }

  /**
   * The run as documents see it.
   *
   * @param maxMillis the longest time that a run may take; one that takes longer is abandoned there
   */
  public RunView view(long maxMillis) {
    RunOutcome outcome = end == null ? null : RunOutcome.of(end);
    long endedAt = times.finishedAt();
    boolean tooLong = end != null && startedAt() != UNKNOWN && endedAt - startedAt() > maxMillis;
    boolean closed = end == null && abandoned;
    if (tooLong || closed) {
      outcome = RunOutcome.ABANDONED;
      // A closed run counts where it was closed, though runs may take longer by now. Earlier builds
      // did not note where that was.
      endedAt = closed && endedAt != UNKNOWN ? endedAt : startedAt() + maxMillis;
    }
    return new RunView(
        texts.group(),
        steps(),
        outcome,
        times.submittedAt(),
        times.startedAt(),
        endedAt,
        end == null && takenOut);
  }

  /**
   * Whether the changes of levels that this run made carried its user. Earlier builds did not say
   * whose a change was, and kept no such flag.
   */
  public boolean levelsNameUser() {
    return levelsNameUser;
  }

  /** Notes that all changes of levels that this run made carry its user. */
  public void nameUserInLevels() {
    levelsNameUser = true;
  }

  /** How many different steps are known, from 1 to 3. */
  public int steps() {
    return times.steps();
  }

  /** The latest event time of any step. */
  public long lastEventTime() {
    return times.lastEventTime();
  }

  /** Whether a step has said that the run is over. */
  public boolean hasEnd() {
    return end != null;
  }

  /** When the run started; {@link #UNKNOWN} when not reported. */
  public long startedAt() {
    return times.startedAt();
  }

  /** The texts that are no dimensions; of a run that has its words. */
  public RunDetails details() {
    return RunDetails.unpack(texts.details());
  }

  /** Whether all steps are known: the run learns nothing more. */
  private boolean isComplete() {
    return end != null && steps() == RunTimes.STEPS;
  }

  /** The dimensions, which a row holds apart; null when the run learns nothing more. */
  public RunGroup groupOfRow() {
    return isComplete() ? null : texts.group();
  }

  /** The packed details, which a row holds apart; null when the run learns nothing more. */
  public byte[] detailsOfRow() {
    return isComplete() ? null : texts.details();
  }

  /** Writes all but {@link #groupOfRow} and {@link #detailsOfRow}. */
  public void writeRow(byte[] rows, int at) {
    LittleEndian.putLong(rows, at, idHigh);
    LittleEndian.putLong(rows, at + Long.BYTES, idLow);
    times.writeRow(rows, at + ROW_TIMES);
    LittleEndian.putInt(rows, at + ROW_HEAD, isComplete() ? 0 : texts.ranks());
    int endCode = end == null ? 0 : end.code();
    LittleEndian.putInt(
        rows, at + ROW_HEAD + Integer.BYTES, (times.ranks() | flags()) << Byte.SIZE | endCode);
  }

  /** Replaces everything by what {@link #writeRow} wrote, and what goes with it. */
  public void readRow(byte[] rows, int at, RunGroup group, byte[] details) {
    identify(LittleEndian.longAt(rows, at), LittleEndian.longAt(rows, at + Long.BYTES));
    texts.set(LittleEndian.intAt(rows, at + ROW_HEAD), group, details);
    int code = LittleEndian.intAt(rows, at + ROW_HEAD + Integer.BYTES);
    int flags = code >>> Byte.SIZE;
    times.readRow(flags, rows, at + ROW_TIMES);
    setEndAndFlags((byte) code, flags);
  }

  private void setEndAndFlags(byte endCode, int flags) {
    end = endCode == 0 ? null : RunStep.ofCode(endCode);
    abandoned = (flags & ABANDONED) != 0;
    levelsNameUser = (flags & LEVELS_NAME_USER) != 0;
    takenOut = (flags & TAKEN_OUT) != 0;
  }

  /**
   * All that may still matter in few bytes, as {@link #unpack} reads them. They are part of
   * checkpoints. A run whose steps are all known learns nothing more: only when they were is asked
   * of it, to tell the same step again from another one, so its words and its context are left out.
   */
  public byte[] pack() {
    PackedTexts packed = new PackedTexts(PACKED_HEAD);
    boolean words = !isComplete() && texts.group() != null;
    int entries = 0;
    if (words) {
      texts.packInto(packed);
      entries = details().context().size();
    } else {
      RunTexts.packNothingInto(packed);
    }
    byte[] bytes = packed.toBytes();
    ByteBuffer head = ByteBuffer.wrap(bytes);
    head.putInt(words ? texts.ranks() : 0).put(end == null ? 0 : end.code());
    int project = words && texts.hasProject() ? HAS_PROJECT : 0;
    head.put((byte) (times.ranks() | flags() | project));
    times.packInto(head);
    head.put((byte) entries);
    return bytes;
  }

  private int flags() {
    return (abandoned ? ABANDONED : 0)
        | (levelsNameUser ? LEVELS_NAME_USER : 0)
        | (takenOut ? TAKEN_OUT : 0);
  }

  /** The run that was packed. */
  public static ComfyuiRun unpack(byte[] packed) {
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    ComfyuiRun run = new ComfyuiRun();
    int textRanks = bytes.getInt();
    byte endCode = bytes.get();
    byte flags = bytes.get();
    run.setEndAndFlags(endCode, flags);
    run.times.unpack(flags, bytes);
    int entries = bytes.get() & 0xff;
    run.texts.unpack(textRanks, (flags & HAS_PROJECT) != 0, entries, bytes);
    return run;
  }

  /** Replaces everything by what an earlier build wrote field by field. */
  public void readFrom(DataInput in) throws IOException {
    texts.readFrom(in);
    times.readStepTimes(in);
    byte endCode = in.readByte();
    end = endCode == 0 ? null : RunStep.ofCode(endCode);
    times.readFrom(in);
    abandoned = in.readBoolean();
    Map<String, String> context = new LinkedHashMap<>();
    for (int i = in.readUnsignedByte(); i > 0; i--) {
      context.put(in.readUTF(), in.readUTF());
    }
    texts.addContext(context);
  }
}
