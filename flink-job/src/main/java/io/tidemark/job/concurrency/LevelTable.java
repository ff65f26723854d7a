/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.job.window.WindowOptions;
import io.tidemark.model.comfyui.ComfyuiRun;
import io.tidemark.model.comfyui.LevelChanges;
import io.tidemark.model.comfyui.RunView;
import io.tidemark.model.hourly.DimensionKey;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Changes of levels that are being folded before they cross the network, so that a tenant's million
 * runs go through its one subtask as a few parts. Lives in memory only, like {@link
 * io.tidemark.job.window.PreAggregator}.
 */
public final class LevelTable {

  /**
   * In the order of their first change, so that the start of a run leaves before its end. The hash
   * of an enum differs from JVM to JVM: by hash, the hours without a run that get a document did.
   */
  private final Map<Group, LevelPart> parts = new LinkedHashMap<>();

  private final WindowOptions options;
  private final List<ConcurrencyDimension> dimensions;
  private final BooleanSupplier nothingIsPublished;
  private long deadline = Long.MAX_VALUE;
  private int changes;

  /** How often parts were drained. */
  private int round;

  /**
   * The parts that were found last for the runs of one group, which need not be looked up again.
   */
  public static final class Cursor {
    private final Map<ConcurrencyDimension, LevelPart> parts =
        new EnumMap<>(ConcurrencyDimension.class);
    private int round;
  }

  /** The level that a run belongs to, and its user. */
  private record Owner(
      ConcurrencyDimension dimension, String tenant, String value, String user, Cursor cursor) {

    Owner(ConcurrencyDimension dimension, RunView run, String user, Cursor cursor) {
      this(dimension, run.group().tenantId(), dimension.valueOf(run), user, cursor);
    }
  }

  private record Group(ConcurrencyDimension dimension, String tenant, String value, long window) {}

  /**
   * A table without changes.
   *
   * @param nothingIsPublished whether a change that is taken back need not count
   */
  public LevelTable(
      WindowOptions options,
      List<ConcurrencyDimension> dimensions,
      BooleanSupplier nothingIsPublished) {
    this.options = options;
    this.dimensions = dimensions;
    this.nothingIsPublished = nothingIsPublished;
  }

  /**
   * Brings the levels from what a run was to what it is.
   *
   * @param before null when the run was not known
   * @param beforeNamedUser whether what the run was carried its user; in earlier builds it did not
   * @param cursor of the group of {@code after}
   * @param watermark how far event time is; decides how long the changes may stay
   */
  public void change(
      RunView before, boolean beforeNamedUser, RunView after, Cursor cursor, long watermark) {
    if (hasNotStarted(before) && hasNotStarted(after)) {
      return;
    }
    for (ConcurrencyDimension dimension : dimensions) {
      String was = before == null ? null : dimension.valueOf(before);
      String userBefore = before == null || !beforeNamedUser ? null : before.group().userId();
      boolean sameUser =
          !dimension.namesUsers() || Objects.equals(userBefore, after.group().userId());
      Owner owner = new Owner(dimension, after, after.group().userId(), cursor);
      if (before != null && Objects.equals(was, owner.value()) && sameUser) {
        move(owner, before.entersAt(), after.entersAt(), 1, watermark);
        move(owner, before.leavesAt(), after.leavesAt(), -1, watermark);
        moveUnknownEnd(owner, before.givenUpStart(), after.givenUpStart(), watermark);
      } else {
        if (before != null) {
          Owner ownerBefore = new Owner(dimension, before, userBefore, new Cursor());
          move(ownerBefore, before.entersAt(), ComfyuiRun.UNKNOWN, 1, watermark);
          move(ownerBefore, before.leavesAt(), ComfyuiRun.UNKNOWN, -1, watermark);
          moveUnknownEnd(ownerBefore, before.givenUpStart(), ComfyuiRun.UNKNOWN, watermark);
        }
        move(owner, ComfyuiRun.UNKNOWN, after.entersAt(), 1, watermark);
        move(owner, ComfyuiRun.UNKNOWN, after.leavesAt(), -1, watermark);
        moveUnknownEnd(owner, ComfyuiRun.UNKNOWN, after.givenUpStart(), watermark);
      }
    }
  }

  /**
   * Brings a run that continues into the level of a dimension that is counted from now on. It
   * enters where it started, because it leaves from there when it is given up.
   */
  public void enter(ConcurrencyDimension dimension, RunView run, long watermark) {
    Owner owner = new Owner(dimension, run, run.group().userId(), new Cursor());
    move(owner, ComfyuiRun.UNKNOWN, run.entersAt(), 1, watermark);
  }

  /**
   * Takes a run that continues out of the level of a dimension that is counted no longer.
   *
   * @param namedUser whether what brought it into the level carried its user
   */
  public void leave(
      ConcurrencyDimension dimension, RunView run, boolean namedUser, long watermark) {
    String user = namedUser ? run.group().userId() : null;
    Owner owner = new Owner(dimension, run, user, new Cursor());
    long now = Math.max(run.entersAt(), watermark);
    move(owner, ComfyuiRun.UNKNOWN, now, -1, watermark);
  }

  private static boolean hasNotStarted(RunView run) {
    return run == null || run.startedAt() == ComfyuiRun.UNKNOWN;
  }

  /** Whether a part must leave before this watermark is forwarded, as in the table of hours. */
  public boolean mustLeaveBefore(long watermark) {
    return watermark >= deadline;
  }

  /** How many changes wait. */
  public int size() {
    return changes;
  }

  /** Hands out all parts and is empty afterwards. */
  public void drain(Consumer<LevelPart> target) {
    parts.values().forEach(target);
    parts.clear();
    round++;
    deadline = Long.MAX_VALUE;
    changes = 0;
  }

  /**
   * Moves one edge of a run.
   *
   * @param edge 1 for its start, which raises the level, -1 for its end
   */
  private void move(Owner owner, long from, long to, int edge, long watermark) {
    if (from == to || owner.value() == null) {
      return;
    }
    if (from != ComfyuiRun.UNKNOWN) {
      LevelPart part = add(owner, from, -edge, edge > 0, watermark);
      if (nothingIsPublished.getAsBoolean()) {
        // Neither the change nor its withdrawal counts.
        part.count(-2);
      }
    }
    if (to != ComfyuiRun.UNKNOWN) {
      add(owner, to, edge, edge > 0, watermark);
    }
  }

  private LevelPart add(Owner owner, long time, int delta, boolean isStart, long watermark) {
    LevelPart part = partAt(owner, time, watermark);
    int offset = (int) (time - part.windowStart);
    part.changes.add(offset, delta);
    if (part.users != null) {
      part.users.add(owner.user(), offset, delta, isStart);
    }
    return part;
  }

  /** Moves a run that was given up from the window of one start to that of another. */
  private void moveUnknownEnd(Owner owner, long from, long to, long watermark) {
    if (from == to || owner.value() == null) {
      return;
    }
    if (from != ComfyuiRun.UNKNOWN) {
      addUnknownEnd(owner, from, -1, watermark);
    }
    if (to != ComfyuiRun.UNKNOWN) {
      addUnknownEnd(owner, to, 1, watermark);
    }
  }

  private void addUnknownEnd(Owner owner, long start, int more, long watermark) {
    LevelPart part = partAt(owner, start, watermark);
    part.unknownEnd += more;
    if (part.users != null) {
      part.users.addUnknownEnd(owner.user(), more);
    }
  }

  /** The part that takes one more change at {@code time}. */
  private LevelPart partAt(Owner owner, long time, long watermark) {
    LevelPart part = findAtCursor(owner, time);
    if (part == null) {
      part = find(owner, options.window().startOf(time), watermark);
      owner.cursor().parts.put(owner.dimension(), part);
    }
    part.events++;
    changes++;
    return part;
  }

  private LevelPart findAtCursor(Owner owner, long time) {
    Cursor cursor = owner.cursor();
    if (cursor.round != round) {
      cursor.parts.clear();
      cursor.round = round;
    }
    LevelPart part = cursor.parts.get(owner.dimension());
    long offset = part == null ? -1 : time - part.windowStart;
    return offset >= 0 && offset < options.windowMillis() ? part : null;
  }

  private LevelPart find(Owner owner, long window, long watermark) {
    Group group = new Group(owner.dimension(), owner.tenant(), owner.value(), window);
    LevelPart part = parts.get(group);
    if (part == null) {
      byte[] key = DimensionKey.of(owner.tenant(), owner.dimension().id(), owner.value());
      LevelUsers users = owner.dimension().namesUsers() ? new LevelUsers() : null;
      part = new LevelPart(key, window, new LevelChanges(), 0, users);
      parts.put(group, part);
      deadline = Math.min(deadline, leavesBefore(window, watermark));
    }
    return part;
  }

  private long leavesBefore(long window, long watermark) {
    long lastMoment = window + options.windowMillis() - 1;
    return watermark < lastMoment ? lastMoment : options.closedAt(window);
  }
}
