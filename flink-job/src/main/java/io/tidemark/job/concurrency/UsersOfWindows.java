/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import io.tidemark.model.json.JsonWriter;
import java.util.SortedSet;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;

/** The state that tells whose runs the documents of one value count. */
final class UsersOfWindows {

  /** Most users that a document names: an answer over 30 days holds 720 documents. */
  private static final int MOST_USERS = 100;

  /** Stands for all windows that are closed, among the starts of windows. */
  private static final long BEFORE_ALL_WINDOWS = Long.MIN_VALUE;

  private final MapState<Long, LevelUsers> users;
  private final long windowMillis;

  UsersOfWindows(RuntimeContext context, long windowMillis) {
    users =
        context.getMapState(
            new MapStateDescriptor<>("users", LongSerializer.INSTANCE, LevelUsersCodec.SERIALIZER));
    this.windowMillis = windowMillis;
  }

  /** Adds the users of a part to the window that takes it: its own, or the first open one. */
  void add(LevelPart part, long start) throws Exception {
    if (part.users == null) {
      return;
    }
    LevelUsers window = at(start);
    if (start == part.windowStart) {
      window.addAll(part.users);
    } else {
      window.addNetOf(part.users);
      window.addUnknownEndsOf(part.users);
    }
    users.put(start, window);
  }

  /** Keeps only the levels that a window ends with. */
  void close(long start) throws Exception {
    LevelUsers closed = users.get(start);
    if (closed != null) {
      LevelUsers before = at(BEFORE_ALL_WINDOWS);
      before.addNetOf(closed);
      users.put(BEFORE_ALL_WINDOWS, before);
      users.remove(start);
    }
  }

  void clear() {
    users.clear();
  }

  /** The users whose runs a window counts; null when at least one of them is unknown. */
  SortedSet<String> going(LevelHistory history, int index, long levelBefore) throws Exception {
    LevelUsers before = at(BEFORE_ALL_WINDOWS).copy();
    for (int earlier = 0; earlier < index; earlier++) {
      before.addNetOf(at(history.from + earlier * windowMillis));
    }
    return at(history.from + index * windowMillis)
        .going(before, levelBefore, history.windows.get(index).events);
  }

  /** Without the field the search API refuses members: at least one user may be missing. */
  static void write(SortedSet<String> going, JsonWriter target) {
    if (going == null || going.size() > MOST_USERS) {
      return;
    }
    target.beginArray("user_ids");
    going.forEach(target::element);
    target.endArray();
  }

  private LevelUsers at(long start) throws Exception {
    LevelUsers window = users.get(start);
    return window == null ? new LevelUsers() : window;
  }
}
