/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates;

/**
 * The outcome of one asset.
 *
 * @param before the version found, 0 when there was none or it bore none
 * @param after the version that is there now, 0 when there is none
 */
public record AssetResult(AssetKind kind, String name, Change change, int before, int after) {

  /** The action that was taken. */
  public enum Change {
    /** It was not there. */
    CREATED,
    /** It was older. */
    RAISED,
    /** The version is the same, but the cluster has gained or lost lifecycle management. */
    ADAPTED,
    /** It is there as it should be. */
    UNCHANGED,
    /** A newer release put it: it stays. */
    LEFT_NEWER,
    /** The cluster has no lifecycle management to put it into. */
    SKIPPED
  }

  /** One line for an operator. */
  @Override
  public String toString() {
    return kind.label() + " " + name + ": " + outcome();
  }

  private String outcome() {
    return switch (change) {
      case CREATED -> "created, version " + after;
      case RAISED ->
          "raised from " + (before == 0 ? "no version" : "version " + before) + " to " + after;
      case ADAPTED -> "adapted to this cluster, version " + after;
      case UNCHANGED -> "unchanged, version " + after;
      case LEFT_NEWER -> "left as it is, version " + after + " is newer";
      case SKIPPED -> "skipped, the cluster has no lifecycle management";
    };
  }
}
