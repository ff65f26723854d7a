/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that a format wants from an object, each by its path of names with {@code /} between
 * them ({@code metadata/usage_object/prompt_tokens}). Immutable; {@link JsonSlots} holds the values
 * of one object, in the order of the paths given here.
 */
public final class JsonFields {

  /** The most fields: as many as a long has bits. */
  public static final int MAX_FIELDS = Long.SIZE;

  private final List<String> paths;
  private final List<Level> levels = new ArrayList<>();
  private final Level root;

  private JsonFields(List<String> paths) {
    this.paths = List.copyOf(paths);
    this.root = level("");
  }

  /**
   * The fields at these paths.
   *
   * @param paths at most {@link #MAX_FIELDS}; none may lead through another
   */
  public static JsonFields of(List<String> paths) {
    if (paths.size() > MAX_FIELDS) {
      throw new IllegalArgumentException("At most " + MAX_FIELDS + " fields can be read at once");
    }
    return new JsonFields(paths);
  }

  public int count() {
    return paths.size();
  }

  /** The path of a field, for messages. */
  public String path(int slot) {
    return paths.get(slot);
  }

  List<Level> levels() {
    return levels;
  }

  Level root() {
    return root;
  }

  private Level level(String prefix) {
    Map<String, Integer> slots = new LinkedHashMap<>();
    long mask = 0;
    for (int slot = 0; slot < paths.size(); slot++) {
      String path = paths.get(slot);
      if (!path.startsWith(prefix)) {
        continue;
      }
      mask |= 1L << slot;
      String rest = path.substring(prefix.length());
      int slash = rest.indexOf('/');
      slots.put(slash < 0 ? rest : rest.substring(0, slash), slash < 0 ? slot : -1);
    }
    List<String> names = new ArrayList<>(slots.keySet());
    int[] slotOf = new int[names.size()];
    Level[] below = new Level[names.size()];
    for (int i = 0; i < slotOf.length; i++) {
      slotOf[i] = slots.get(names.get(i));
      below[i] = slotOf[i] >= 0 ? null : level(prefix + names.get(i) + "/");
    }
    Level level = new Level(levels.size(), FieldNames.of(names), slotOf, below, mask);
    levels.add(level);
    return level;
  }

  /** One object on the way: for each name either its slot, or the level below. */
  static final class Level {
    final int index;
    final FieldNames names;
    final int[] slots;
    final Level[] below;
    final long mask;

    Level(int index, FieldNames names, int[] slots, Level[] below, long mask) {
      this.index = index;
      this.names = names;
      this.slots = slots;
      this.below = below;
      this.mask = mask;
    }
  }
}
