/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The users whose runs change the level of one value in one window. A document names everyone whose
 * runs it counts, so that the search API can decide access by the document itself.
 *
 * <p>Each user has four sums: changes at the start of the window, later starts, later ends, and
 * runs that started here and were given up. Adding is associative and commutative, and a change
 * that is taken back leaves no trace.
 */
final class LevelUsers {

  /** The user of a run that names none. Real ids are never empty. */
  private static final String UNKNOWN = "";

  private final Map<String, Change> changes = new HashMap<>();

  /** Number of changes that came with a user. */
  private long events;

  private static final class Change {
    int atStart;
    int starts;
    int ends;
    int unknownEnds;

    boolean isNothing() {
      return atStart == 0 && starts == 0 && ends == 0 && unknownEnds == 0;
    }

    int net() {
      return atStart + starts + ends;
    }
  }

  /** Adds to the number of changes. */
  void count(int more) {
    events += more;
  }

  /**
   * Adds one change.
   *
   * @param user null when the run names none
   * @param offset milliseconds since the start of the window
   * @param isStart whether the change comes from the start of a run or from its end
   */
  void add(String user, int offset, int delta, boolean isStart) {
    events++;
    if (offset == 0) {
      add(user, delta, 0, 0, 0);
    } else {
      add(user, 0, isStart ? delta : 0, isStart ? 0 : delta, 0);
    }
  }

  /** Adds runs that started in the window and were given up, because no end was reported. */
  void addUnknownEnd(String user, int more) {
    events++;
    add(user, 0, 0, 0, more);
  }

  /** Adds all changes of another part of the same window. */
  void addAll(LevelUsers other) {
    events += other.events;
    other.changes.forEach(
        (user, more) -> add(user, more.atStart, more.starts, more.ends, more.unknownEnds));
  }

  /** Adds the net changes of an earlier window: the levels with which a later window starts. */
  void addNetOf(LevelUsers earlier) {
    events += earlier.events;
    earlier.changes.forEach((user, more) -> add(user, more.net(), 0, 0, 0));
  }

  /** Adds the runs that were given up of an earlier window, which takes no more corrections. */
  void addUnknownEndsOf(LevelUsers earlier) {
    earlier.changes.forEach((user, more) -> add(user, 0, 0, 0, more.unknownEnds));
  }

  private void add(String user, int atStart, int starts, int ends, int unknownEnds) {
    String key = user == null ? UNKNOWN : user;
    Change change = changes.computeIfAbsent(key, fresh -> new Change());
    change.atStart += atStart;
    change.starts += starts;
    change.ends += ends;
    change.unknownEnds += unknownEnds;
    if (change.isNothing()) {
      changes.remove(key);
    }
  }

  /**
   * The users whose runs the level of this window counts, or null when one of them is unknown.
   *
   * @param before net changes of all earlier windows
   * @param levelBefore the level just before this window, of users and unknown ones together
   * @param eventsHere number of changes in this window, with a user or without
   */
  SortedSet<String> going(LevelUsers before, long levelBefore, long eventsHere) {
    long ofUnknown = levelBefore;
    SortedSet<String> going = new TreeSet<>();
    for (Map.Entry<String, Change> entry : before.changes.entrySet()) {
      if (!entry.getKey().equals(UNKNOWN)) {
        int level = entry.getValue().net();
        ofUnknown -= level;
        Change here = changes.get(entry.getKey());
        if (level + (here == null ? 0 : here.atStart) != 0) {
          going.add(entry.getKey());
        }
      }
    }
    // Changes that an earlier build handed on carry no user.
    if (ofUnknown != 0 || events != eventsHere || changes.containsKey(UNKNOWN)) {
      return null;
    }
    changes.forEach(
        (user, here) -> {
          boolean startsHere = here.starts != 0 || here.ends != 0 || here.unknownEnds != 0;
          if (startsHere || (here.atStart != 0 && !before.changes.containsKey(user))) {
            going.add(user);
          }
        });
    return going;
  }

  boolean isEmpty() {
    return changes.isEmpty() && events == 0;
  }

  LevelUsers copy() {
    LevelUsers copy = new LevelUsers();
    copy.addAll(this);
    return copy;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(events);
    out.writeInt(changes.size());
    for (Map.Entry<String, Change> entry : changes.entrySet()) {
      out.writeUTF(entry.getKey());
      out.writeInt(entry.getValue().atStart);
      out.writeInt(entry.getValue().starts);
      out.writeInt(entry.getValue().ends);
      out.writeInt(entry.getValue().unknownEnds);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @param hasUnknownEnds whether the build that wrote it counted them
   */
  static LevelUsers readFrom(DataInput in, boolean hasUnknownEnds) throws IOException {
    LevelUsers users = new LevelUsers();
    users.events = in.readLong();
    for (int i = in.readInt(); i > 0; i--) {
      users.add(
          in.readUTF(),
          in.readInt(),
          in.readInt(),
          in.readInt(),
          hasUnknownEnds ? in.readInt() : 0);
    }
    return users;
  }
}
