/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import io.tidemark.model.intake.CheckedFields;
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

  /** What a step was to a run. */
  public enum Sighting {
    /** The run learned something: the step is counted. */
    FIRST,
    /** The same step again. */
    AGAIN,
    /** The same step at another time, or another end of a run that has one. */
    AGAIN_WITH_OTHER_CONTENT
  }

  /** Texts that a run keeps. The first six are dimensions, in the order of documents. */
  private enum Text {
    TENANT_ID,
    USER_ID,
    API_KEY_ID,
    WORKFLOW_ID,
    WORKFLOW_NAME,
    SOURCE,
    TASK_ID,
    ERROR_TYPE,
    ERROR_MESSAGE,
    NODE_ID;

    static final int COUNT = values().length;
  }

  private static final int STEPS = 3;

  private static final int RANK_BITS = 2;
  private static final int RANK = (1 << RANK_BITS) - 1;
  private static final int ABANDONED = 1 << (2 * RANK_BITS);

  /** Bytes before the texts of a packed run: ranks of texts, end, flags, times, entries. */
  private static final int PACKED_HEAD = Integer.BYTES + 2 + 7 * Long.BYTES + 1;

  // As few objects as may be: a day's runs are all in state.
  private final String[] texts = new String[Text.COUNT];
  private int textRanks;
  private long submissionTime = UNKNOWN;
  private long startTime = UNKNOWN;
  private long endTime = UNKNOWN;
  private Map<String, String> context = Map.of();
  private RunStep end;
  private long lastEventTime = UNKNOWN;
  private long submittedAt = UNKNOWN;
  private long startedAt = UNKNOWN;
  private long finishedAt = UNKNOWN;
  private byte submittedRank;
  private byte startedRank;
  private boolean abandoned;

  /** The run's state as figures see it; taken before and after a step, its difference counts. */
  public record View(
      String tenantId,
      String userId,
      String apiKeyId,
      String workflowId,
      String workflowName,
      String source,
      int steps,
      RunOutcome outcome,
      long submittedAt,
      long startedAt,
      long endedAt) {

    /** Whether the run is over. */
    public boolean ended() {
      return outcome != null;
    }

    /** End minus start; unknown without either, when they are the wrong way round, or abandoned. */
    public long runMillis() {
      boolean known = ended() && outcome != RunOutcome.ABANDONED && startedAt != UNKNOWN;
      return known && endedAt >= startedAt ? endedAt - startedAt : UNKNOWN;
    }

    /** Start minus submission; unknown without either, or when they are the wrong way round. */
    public long queueMillis() {
      boolean known = startedAt != UNKNOWN && submittedAt != UNKNOWN;
      return known && startedAt >= submittedAt ? startedAt - submittedAt : UNKNOWN;
    }

    /** Where the run leaves the level it raised at its start; unknown while it runs. */
    public long leavesAt() {
      return ended() ? Math.max(endedAt, startedAt) : UNKNOWN;
    }
  }

  /** Takes a step. */
  public Sighting take(ComfyuiStep step) {
    int rank = step.step.rank();
    long known = stepTime(rank);
    if (known != UNKNOWN) {
      boolean same = known == step.eventTime && (!step.step.isEnd() || step.step == end);
      return same ? Sighting.AGAIN : Sighting.AGAIN_WITH_OTHER_CONTENT;
    }
    stepTime(rank, step.eventTime);
    lastEventTime = Math.max(lastEventTime, step.eventTime);
    takeTimes(step, (byte) rank);
    takeTexts(step, (byte) rank);
    takeContext(step.context, rank == STEPS);
    return Sighting.FIRST;
  }

  /**
   * Closes a run that has started and has no end.
   *
   * @return whether it was open
   */
  public boolean abandon() {
    boolean open = end == null && startedAt != UNKNOWN && !abandoned;
    abandoned |= open;
    return open;
  }

  /**
   * The run as figures see it.
   *
   * @param maxMillis the longest time that a run may take; one that takes longer is abandoned there
   */
  public View view(long maxMillis) {
    RunOutcome outcome = end == null ? null : RunOutcome.of(end);
    long endedAt = finishedAt;
    boolean tooLong = end != null && startedAt != UNKNOWN && finishedAt - startedAt > maxMillis;
    if (tooLong || (end == null && abandoned)) {
      outcome = RunOutcome.ABANDONED;
      endedAt = startedAt + maxMillis;
    }
    return new View(
        text(Text.TENANT_ID),
        text(Text.USER_ID),
        text(Text.API_KEY_ID),
        text(Text.WORKFLOW_ID),
        text(Text.WORKFLOW_NAME),
        sourceOrDefault(),
        steps(),
        outcome,
        submittedAt,
        startedAt,
        endedAt);
  }

  /** How many different steps are known, from 1 to 3. */
  public int steps() {
    int count = 0;
    for (int rank = 1; rank <= STEPS; rank++) {
      count += stepTime(rank) == UNKNOWN ? 0 : 1;
    }
    return count;
  }

  /** The latest event time of any step. */
  public long lastEventTime() {
    return lastEventTime;
  }

  /** Whether a step has said that the run is over. */
  public boolean hasEnd() {
    return end != null;
  }

  /** When the run started; {@link #UNKNOWN} when nobody said. */
  public long startedAt() {
    return startedAt;
  }

  public String taskId() {
    return text(Text.TASK_ID);
  }

  public String errorType() {
    return text(Text.ERROR_TYPE);
  }

  public String errorMessage() {
    return text(Text.ERROR_MESSAGE);
  }

  public String nodeId() {
    return text(Text.NODE_ID);
  }

  public Map<String, String> context() {
    return context;
  }

  /** A call of the API unless a step said otherwise; steps need not repeat it. */
  private String sourceOrDefault() {
    String source = text(Text.SOURCE);
    return source == null ? RunSource.API.id() : source;
  }

  /** All of it in few bytes, as {@link #unpack} reads them. They are part of checkpoints. */
  public byte[] pack() {
    PackedTexts known = new PackedTexts();
    for (String text : texts) {
      known.add(text);
    }
    context.forEach(
        (name, value) -> {
          known.add(name);
          known.add(value);
        });
    byte[] packed = known.withRoomBefore(PACKED_HEAD);
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    bytes.putInt(textRanks).put(end == null ? 0 : end.code());
    bytes.put((byte) (submittedRank | startedRank << RANK_BITS | (abandoned ? ABANDONED : 0)));
    bytes.putLong(submissionTime).putLong(startTime).putLong(endTime).putLong(lastEventTime);
    bytes.putLong(submittedAt).putLong(startedAt).putLong(finishedAt);
    bytes.put((byte) context.size());
    return packed;
  }

  /** The run that was packed. */
  public static ComfyuiRun unpack(byte[] packed) {
    ByteBuffer bytes = ByteBuffer.wrap(packed);
    ComfyuiRun run = new ComfyuiRun();
    run.textRanks = bytes.getInt();
    byte endCode = bytes.get();
    run.end = endCode == 0 ? null : RunStep.ofCode(endCode);
    byte flags = bytes.get();
    run.submittedRank = (byte) (flags & RANK);
    run.startedRank = (byte) (flags >>> RANK_BITS & RANK);
    run.abandoned = (flags & ABANDONED) != 0;
    run.submissionTime = bytes.getLong();
    run.startTime = bytes.getLong();
    run.endTime = bytes.getLong();
    run.lastEventTime = bytes.getLong();
    run.submittedAt = bytes.getLong();
    run.startedAt = bytes.getLong();
    run.finishedAt = bytes.getLong();
    int entries = bytes.get() & 0xff;
    for (int i = 0; i < Text.COUNT; i++) {
      run.texts[i] = PackedTexts.next(bytes);
    }
    run.context = entries == 0 ? Map.of() : new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      run.context.put(PackedTexts.next(bytes), PackedTexts.next(bytes));
    }
    return run;
  }

  /** A run that knows the same and learns apart from this one. */
  public ComfyuiRun copy() {
    ComfyuiRun copy = new ComfyuiRun();
    System.arraycopy(texts, 0, copy.texts, 0, Text.COUNT);
    copy.textRanks = textRanks;
    copy.submissionTime = submissionTime;
    copy.startTime = startTime;
    copy.endTime = endTime;
    // Replaced, never changed, when the run learns more.
    copy.context = context;
    copy.end = end;
    copy.lastEventTime = lastEventTime;
    copy.submittedAt = submittedAt;
    copy.startedAt = startedAt;
    copy.finishedAt = finishedAt;
    copy.submittedRank = submittedRank;
    copy.startedRank = startedRank;
    copy.abandoned = abandoned;
    return copy;
  }

  /** Replaces everything by what an earlier build wrote field by field. */
  public void readFrom(DataInput in) throws IOException {
    textRanks = 0;
    for (int i = 0; i < Text.COUNT; i++) {
      textRank(i, in.readByte());
      texts[i] = textRank(i) == 0 ? null : in.readUTF();
    }
    for (int rank = 1; rank <= STEPS; rank++) {
      stepTime(rank, in.readLong());
    }
    byte endCode = in.readByte();
    end = endCode == 0 ? null : RunStep.ofCode(endCode);
    lastEventTime = in.readLong();
    submittedAt = in.readLong();
    startedAt = in.readLong();
    finishedAt = in.readLong();
    submittedRank = in.readByte();
    startedRank = in.readByte();
    abandoned = in.readBoolean();
    int entries = in.readUnsignedByte();
    context = entries == 0 ? Map.of() : new LinkedHashMap<>();
    for (int i = 0; i < entries; i++) {
      context.put(in.readUTF(), in.readUTF());
    }
  }

  private void takeTimes(ComfyuiStep step, byte rank) {
    long submitted = step.riding(step.submittedAt, rank == 1 ? step.eventTime : UNKNOWN);
    if (submitted != UNKNOWN && rank > submittedRank) {
      submittedAt = submitted;
      submittedRank = rank;
    }
    boolean hasStarted = step.step != RunStep.SUBMITTED;
    long started = step.riding(step.startedAt, rank == 2 ? step.eventTime : UNKNOWN);
    if (hasStarted && started != UNKNOWN && rank > startedRank) {
      startedAt = started;
      startedRank = rank;
    }
    if (step.step.isEnd()) {
      end = step.step;
      finishedAt = step.time();
    }
  }

  private void takeTexts(ComfyuiStep step, byte rank) {
    takeText(Text.TENANT_ID, step.tenantId, rank);
    takeText(Text.TASK_ID, step.taskId, rank);
    takeText(Text.USER_ID, step.userId, rank);
    takeText(Text.API_KEY_ID, step.apiKeyId, rank);
    takeText(Text.WORKFLOW_ID, step.workflowId, rank);
    takeText(Text.WORKFLOW_NAME, step.workflowName, rank);
    takeText(Text.SOURCE, step.source, rank);
    takeText(Text.ERROR_TYPE, step.errorType, rank);
    takeText(Text.ERROR_MESSAGE, step.errorMessage, rank);
    takeText(Text.NODE_ID, step.nodeId, rank);
  }

  @SuppressWarnings("EnumOrdinal") // Indexes arrays of this object only.
  private void takeText(Text text, String value, byte rank) {
    int at = text.ordinal();
    if (value != null && rank > textRank(at)) {
      texts[at] = value;
      textRank(at, rank);
    }
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

  private int textRank(int text) {
    return (textRanks >>> (text * RANK_BITS)) & RANK;
  }

  private void textRank(int text, int rank) {
    int shift = text * RANK_BITS;
    textRanks = (textRanks & ~(RANK << shift)) | (rank << shift);
  }

  /** When the step of a rank happened, as it said itself. */
  private long stepTime(int rank) {
    return switch (rank) {
      case 1 -> submissionTime;
      case 2 -> startTime;
      default -> endTime;
    };
  }

  private void stepTime(int rank, long time) {
    switch (rank) {
      case 1 -> submissionTime = time;
      case 2 -> startTime = time;
      default -> endTime = time;
    }
  }

  @SuppressWarnings("EnumOrdinal") // Indexes arrays of this object only.
  private String text(Text text) {
    return texts[text.ordinal()];
  }
}
