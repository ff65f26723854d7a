/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.comfyui.RunTexts.Text;
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

  private static final RunTexts NO_WORDS = new RunTexts();

  private final RunTexts texts = new RunTexts();
  private final RunTimes times = new RunTimes();
  private Map<String, String> context = Map.of();
  private RunStep end;
  private boolean abandoned;
  private boolean levelsNameUser;

  /** Whether it left the levels when it was abandoned. Earlier builds kept it there until then. */
  private boolean takenOut;

  /** Takes a step. */
  public Sighting take(ComfyuiStep step) {
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
    takeContext(step.context, step.step.isEnd());
    return Sighting.FIRST;
  }

  /**
   * Closes a run that has started and has no end.
   *
   * @return whether it was open
   */
  public boolean abandon() {
    boolean open = end == null && startedAt() != UNKNOWN && !abandoned;
    abandoned |= open;
    takenOut |= open;
    return open;
  }

  /**
   * The run as figures see it.
   *
   * @param maxMillis the longest time that a run may take; one that takes longer is abandoned there
   */
  public RunView view(long maxMillis) {
    RunOutcome outcome = end == null ? null : RunOutcome.of(end);
    long endedAt = times.finishedAt();
    boolean tooLong = end != null && startedAt() != UNKNOWN && endedAt - startedAt() > maxMillis;
    if (tooLong || (end == null && abandoned)) {
      outcome = RunOutcome.ABANDONED;
      endedAt = startedAt() + maxMillis;
    }
    return new RunView(
        texts.get(Text.TENANT_ID),
        texts.get(Text.PROJECT_ID),
        texts.get(Text.USER_ID),
        texts.get(Text.API_KEY_ID),
        texts.get(Text.WORKFLOW_ID),
        texts.get(Text.WORKFLOW_NAME),
        sourceOrDefault(),
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

  public String taskId() {
    return texts.get(Text.TASK_ID);
  }

  public String errorType() {
    return texts.get(Text.ERROR_TYPE);
  }

  public String errorMessage() {
    return texts.get(Text.ERROR_MESSAGE);
  }

  public String nodeId() {
    return texts.get(Text.NODE_ID);
  }

  public Map<String, String> context() {
    return context;
  }

  /** A call of the API unless a step said otherwise; steps need not repeat it. */
  private String sourceOrDefault() {
    String source = texts.get(Text.SOURCE);
    return source == null ? RunSource.API.id() : source;
  }

  private void takeContext(Map<String, String> more, boolean isEnd) {
    if (more.isEmpty()) {
      return;
    }
    Map<String, String> all = new LinkedHashMap<>(context);
    more.forEach(
        (name, value) -> {
          if (isEnd || !all.containsKey(name)) {
            all.put(name, value);
          }
        });
    context = all;
  }

  /**
   * All that may still matter in few bytes, as {@link #unpack} reads them. They are part of
   * checkpoints. A run whose steps are all known learns nothing more: only when they were is asked
   * of it, to tell the same step again from another one, so its words and its context are left out.
   */
  public byte[] pack() {
    boolean complete = end != null && steps() == RunTimes.STEPS;
    return complete ? pack(NO_WORDS, Map.of()) : pack(texts, context);
  }

  private byte[] pack(RunTexts words, Map<String, String> entries) {
    PackedTexts known = new PackedTexts();
    words.packInto(known);
    entries.forEach(
        (name, value) -> {
          known.add(name);
          known.add(value);
        });
    byte[] packed = known.withRoomBefore(PACKED_HEAD);
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    bytes.putInt(words.ranks()).put(end == null ? 0 : end.code());
    bytes.put((byte) (times.ranks() | flags() | (words.hasProject() ? HAS_PROJECT : 0)));
    times.packInto(bytes);
    bytes.put((byte) entries.size());
    return packed;
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
    run.end = endCode == 0 ? null : RunStep.ofCode(endCode);
    byte flags = bytes.get();
    run.abandoned = (flags & ABANDONED) != 0;
    run.levelsNameUser = (flags & LEVELS_NAME_USER) != 0;
    run.takenOut = (flags & TAKEN_OUT) != 0;
    run.times.unpack(flags, bytes);
    int entries = bytes.get() & 0xff;
    run.texts.unpack(textRanks, (flags & HAS_PROJECT) != 0, bytes);
    run.context = entries == 0 ? Map.of() : new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      run.context.put(PackedTexts.next(bytes), PackedTexts.next(bytes));
    }
    return run;
  }

  /** A run that knows the same and learns apart from this one. */
  public ComfyuiRun copy() {
    ComfyuiRun copy = new ComfyuiRun();
    texts.copyTo(copy.texts);
    times.copyTo(copy.times);
    // Replaced, never changed, when the run learns more.
    copy.context = context;
    copy.end = end;
    copy.abandoned = abandoned;
    copy.levelsNameUser = levelsNameUser;
    copy.takenOut = takenOut;
    return copy;
  }

  /** Replaces everything by what an earlier build wrote field by field. */
  public void readFrom(DataInput in) throws IOException {
    texts.readFrom(in);
    times.readStepTimes(in);
    byte endCode = in.readByte();
    end = endCode == 0 ? null : RunStep.ofCode(endCode);
    times.readFrom(in);
    abandoned = in.readBoolean();
    int entries = in.readUnsignedByte();
    context = entries == 0 ? Map.of() : new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      context.put(in.readUTF(), in.readUTF());
    }
  }
}
